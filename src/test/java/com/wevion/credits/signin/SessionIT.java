package com.wevion.credits.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** People of the embedded default sign in to the pages, from the pages only. */
@WithService
class SessionIT {
    private static final String SESSION = "/api/v1/session";
    private static final String BEN = "01900000-0000-7000-8000-000000000011";

    private final LocalService service;
    private final Api nobody;

    SessionIT(LocalService service) {
        this.service = service;
        nobody = Api.nobody(service);
    }

    @Test
    void offersThePeopleOfTheEmbeddedDefault() {
        Api.Answer answer = nobody.send("GET", SESSION, null);
        assertThat(answer.json().path("user").isNull()).isTrue();
        assertThat(answer.json().path("token").isNull()).isTrue();
        assertThat(answer.json().path("signIn").path("kind").asText()).isEqualTo("DEMO");
        assertThat(answer.json().path("signIn").path("people").findValuesAsText("description"))
                .containsExactly("OWNER", "MEDIA_BUYER", "FINANCE", "VIEWER", "SUPER_ADMIN");
    }

    @Test
    void leadsToThePageWhereOneChoosesSomebodyWhereThereIsNoProvider() {
        Api.Answer answer = nobody.send("GET", "/sign-in", null);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains("/sign-in.html");
    }

    @Test
    void givesASessionBehindACookieThatNoScriptReads() {
        Api.Answer answer = signIn();
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("credits-session=")
                .containsIgnoringCase("; HttpOnly")
                .containsIgnoringCase("; SameSite=Lax")
                .contains("Path=/");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void bindsTheCookieToTheHostAndToHttpsWhereThatIsWhatABrowserSpeaks() {
        assertThat(signInByHttps().headers().allValues("Set-Cookie"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .matches("__Host-credits-session=[\\w-]{22}; Path=/; HttpOnly; SameSite=Lax; Secure");
        assertThat(signIn().headers().allValues("Set-Cookie"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .matches("credits-session=[\\w-]{22}; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void takesNoCookieByHttpsThatAnotherHostOfTheDomainMayHaveSet() {
        String bound = cookie(signInByHttps());
        String plain = bound.replace("__Host-", "");

        assertThat(user(bound, "X-Forwarded-Proto", "https").path("userId").asText())
                .isEqualTo(BEN);
        assertThat(user(plain, "X-Forwarded-Proto", "https").isNull()).isTrue();
        assertThat(user(cookie(signIn()), "X-Forwarded-Proto", "https").isNull())
                .isTrue();
        assertThat(user(plain + "; " + bound, "X-Forwarded-Proto", "https")
                        .path("userId")
                        .asText())
                .isEqualTo(BEN);
    }

    @Test
    void deletesTheCookieThatItHasSet() {
        Api.Answer answer =
                nobody.send("DELETE", SESSION, null, "Cookie", cookie(signInByHttps()), "X-Forwarded-Proto", "https");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .containsExactly("__Host-credits-session=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0");
    }

    private Api.Answer signInByHttps() {
        return nobody.send("POST", SESSION, Map.of("userId", BEN), "X-Forwarded-Proto", "https");
    }

    private JsonNode user(String cookie, String... headers) {
        List<String> all = new ArrayList<>(List.of("Cookie", cookie));
        all.addAll(List.of(headers));
        return nobody.send("GET", SESSION, null, all.toArray(String[]::new))
                .json()
                .path("user");
    }

    @Test
    void givesATokenOfAFewMinutesThatTheApiTakes() {
        Api.Answer session = nobody.send("GET", SESSION, null, "Cookie", cookie(signIn()));
        assertThat(session.json().path("user").path("userId").asText()).isEqualTo(BEN);
        Api ben = Api.withToken(service, session.text("token"));
        assertThat(ben.get("/teams/" + BEN + "/balance").status()).isEqualTo(404);
        assertThat(ben.get("/stripe/events").status()).isEqualTo(403);
    }

    @Test
    void opensNothingElseByTheCookie() {
        Api.Answer answer = nobody.send("GET", "/api/v1/teams/" + BEN + "/balance", null, "Cookie", cookie(signIn()));
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void endsASession() {
        String cookie = cookie(signIn());
        assertThat(nobody.send("DELETE", SESSION, null, "Cookie", cookie).status())
                .isEqualTo(200);
        assertThat(nobody.send("GET", SESSION, null, "Cookie", cookie)
                        .json()
                        .path("user")
                        .isNull())
                .isTrue();
    }

    @Test
    void beginsASessionUnderAnIdThatNobodyKnewBefore() {
        String first = cookie(signIn());
        Api.Answer again = nobody.send("POST", SESSION, Map.of("userId", BEN), "Cookie", first);
        assertThat(cookie(again)).isNotEqualTo(first);
        assertThat(nobody.send("GET", SESSION, null, "Cookie", first)
                        .json()
                        .path("user")
                        .isNull())
                .isTrue();
    }

    @Test
    void refusesWhatAnotherSiteMakesABrowserSend() {
        String cookie = cookie(signIn());
        for (String[] header : new String[][] {
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
            {"Origin", "https://evil.example"},
            {"Origin", "null"}
        }) {
            for (String method : new String[] {"GET", "POST", "DELETE"}) {
                Object body = method.equals("POST") ? Map.of("userId", BEN) : null;
                Api.Answer answer = nobody.send(method, SESSION, body, "Cookie", cookie, header[0], header[1]);
                assertThat(answer.status()).as(method + " " + header[1]).isEqualTo(403);
                assertThat(answer.body()).doesNotContain("ey");
            }
        }
        assertThat(nobody.send("GET", SESSION, null, "Cookie", cookie, "Origin", service.baseUrl())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void knowsNobodyElse() {
        assertThat(nobody.send("POST", SESSION, Map.of("userId", "01900000-0000-7000-8000-0000000000ff"))
                        .status())
                .isEqualTo(404);
        assertThat(nobody.send("POST", SESSION, Map.of("userId", "x")).status()).isEqualTo(400);
    }

    private Api.Answer signIn() {
        Api.Answer answer = nobody.send("POST", SESSION, Map.of("userId", BEN));
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private static String cookie(Api.Answer answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }
}
