package com.wevion.credits.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.WithServersOfItsOwn;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People sign in to the pages at a provider, and the API takes the provider's tokens. */
@WithServersOfItsOwn
@ExtendWith(OpenIdSite.Shared.class)
class OpenIdIT {
    private final OpenIdSite site;

    private final UUID person = UUID.randomUUID();
    private final Browser browser;

    OpenIdIT(OpenIdSite site) {
        this.site = site;
        this.browser = site.browser();
    }

    @BeforeEach
    void somebodyIsSignedInAtTheProvider() {
        site.provider().issues(600, true);
        site.provider().signedIn(person);
    }

    @Test
    void nobodyIsSignedInWithoutASession() {
        JsonNode session = browser.session();
        assertThat(session.path("user").isNull()).isTrue();
        assertThat(session.path("token").isNull()).isTrue();
        assertThat(session.path("signIn").path("kind").asText()).isEqualTo("OPENID");
        assertThat(session.path("signIn").path("people")).isEmpty();
    }

    @Test
    void leadsToTheProviderAndBackToThePageThatWasWanted() {
        HttpResponse<String> page = browser.get("/sign-in?to=/purchase.html?team=1");
        assertThat(page.uri()).isEqualTo(URI.create(site.url() + "/purchase.html?team=1"));
        JsonNode session = browser.session();
        assertThat(session.path("user").path("userId").asText()).isEqualTo(person.toString());
        assertThat(session.path("user").path("name").asText()).isEqualTo("Paula Provider");
    }

    @Test
    void givesPagesATokenThatTheApiTakesForAsLongAsTheSessionLasts() {
        browser.get("/sign-in");
        Api caller = site.api(browser.session().path("token").asText());
        assertThat(caller.get("/teams/" + UUID.randomUUID() + "/balance").status())
                .isEqualTo(404);
        assertThat(caller.get("/stripe/events").status()).isEqualTo(403);

        browser.send("DELETE", "/api/v1/session", null);
        Api.Answer after = caller.get("/teams/" + UUID.randomUUID() + "/balance");
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.json().path("detail").asText()).isEqualTo("The session of this page has ended.");
    }

    @Test
    void takesGroupsFromTheProvider() {
        site.provider().signedIn(person, "SUPER_ADMIN");
        browser.get("/sign-in");
        Api caller = site.api(browser.session().path("token").asText());
        assertThat(caller.get("/stripe/events").status()).isEqualTo(200);
    }

    @Test
    void leadsToNoOtherSite() {
        for (String wanted :
                List.of("//evil.example/", "https://evil.example/", "/%5Cevil.example/", "javascript:alert(1)")) {
            assertThat(browser.get("/sign-in?to=" + wanted).uri().getAuthority())
                    .as(wanted)
                    .isEqualTo(URI.create(site.url()).getAuthority());
        }
    }

    @Test
    void takesAnAnswerOnlyFromTheBrowserThatWasSent() {
        Browser reader = site.plainBrowser();
        HttpResponse<String> sent = reader.ask("/sign-in?to=/usage.html");
        URI answered = location(reader.ask(location(sent)));
        int before = site.provider().grants().size();

        assertThat(location(reader.ask(answered)).getPath()).isEqualTo("/sign-in.html");
        assertThat(location(reader.ask(answered, "Cookie", cookie(reader.ask("/sign-in"))))
                        .getPath())
                .isEqualTo("/sign-in.html");
        assertThat(site.provider().grants()).hasSize(before);

        HttpResponse<String> taken = reader.ask(answered, "Cookie", cookie(sent));
        assertThat(location(taken).getPath()).isEqualTo("/usage.html");
        String session = taken.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith("credits-session="))
                .findFirst()
                .orElseThrow();
        assertThat(user(reader.ask("/api/v1/session", "Cookie", session.split(";")[0]))
                        .path("userId")
                        .asText())
                .isEqualTo(person.toString());
    }

    private static JsonNode user(HttpResponse<String> session) {
        return Browser.json(session).path("user");
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private static URI location(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    @Test
    void opensNothingElseByTheCookie() {
        site.provider().signedIn(person, "SUPER_ADMIN");
        browser.get("/sign-in");
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(browser.get("/api/v1/stripe/events").statusCode()).isEqualTo(401);
    }

    @Test
    void actsAsWhoeverTheTokenNamesWhateverTheSessionSays() {
        site.provider().signedIn(person, "SUPER_ADMIN");
        browser.get("/sign-in");
        UUID other = UUID.randomUUID();

        JsonNode me = Browser.json(browser.ask(
                "/api/v1/me", "Authorization", "Bearer " + site.provider().accessToken(other)));

        assertThat(me.path("userId").asText()).isEqualTo(other.toString());
        assertThat(me.path("superAdmin").asBoolean()).isFalse();
        assertThat(browser.session().path("user").path("userId").asText()).isEqualTo(person.toString());
    }

    @Test
    void tellsTheProviderTheAddressThatTheProxyIsAskedAt() {
        HttpResponse<String> sent = site.plainBrowser().ask("/sign-in", "X-Forwarded-Proto", "https");
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(URLDecoder.decode(location(sent).getRawQuery(), StandardCharsets.UTF_8))
                .contains("redirect_uri=" + site.url().replace("http:", "https:") + "/sign-in");
    }

    @Test
    void signsOutHereAndTellsWhereToSignOutThere() {
        browser.get("/sign-in");
        String address = Browser.json(browser.send("DELETE", "/api/v1/session", null))
                .path("url")
                .asText();
        assertThat(address)
                .startsWith(site.provider().issuer() + "/end?")
                .contains("id_token_hint=ey")
                .contains("post_logout_redirect_uri="
                        + site.url().replace(":", "%3A").replace("/", "%2F"));
        assertThat(browser.session().path("user").isNull()).isTrue();
    }

    @Test
    void signsOutEverywhere() {
        Browser other = site.browser();
        browser.get("/sign-in");
        other.get("/sign-in");
        Api elsewhere = site.api(other.session().path("token").asText());
        assertThat(elsewhere.get("/me").status()).isEqualTo(200);

        browser.send("DELETE", "/api/v1/session?everywhere=true", null);

        assertThat(other.session().path("user").isNull()).isTrue();
        assertThat(elsewhere.get("/me").status()).isEqualTo(401);
    }

    @Test
    void keepsNothingInTheDatabaseByWhichSomebodyCouldBeSomebodyElse() {
        browser.get("/sign-in");
        String token = browser.session().path("token").asText();
        String rows = site.rows("SELECT string_agg(s::text, ' ') FROM browser_session s");
        assertThat(rows).contains(person.toString()).doesNotContain(token).doesNotContain("\"refresh\"");
        assertThat(rows).doesNotContain(site.provider().lastRefreshToken());
    }

    @Test
    void knowsNobodyOfTheEmbeddedDefault() {
        String olga = "{\"userId\":\"01900000-0000-7000-8000-000000000010\"}";
        assertThat(browser.send("POST", "/api/v1/session", olga).statusCode()).isEqualTo(404);
    }
}
