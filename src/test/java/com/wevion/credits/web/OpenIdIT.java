package com.wevion.credits.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People sign in to the pages at a provider, and the API takes the provider's tokens. */
class OpenIdIT {
    private static OpenIdSite site;

    private final UUID person = UUID.randomUUID();
    private final Browser browser = site.browser();

    @BeforeAll
    static void start() {
        site = new OpenIdSite("openid");
    }

    @AfterAll
    static void stop() {
        site.close();
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
    void givesPagesTheProvidersTokenWhichTheApiTakes() {
        browser.get("/sign-in");
        Api caller = site.api(browser.session().path("token").asText());
        assertThat(caller.get("/teams/" + UUID.randomUUID() + "/balance").status())
                .isEqualTo(404);
        assertThat(caller.get("/stripe/events").status()).isEqualTo(403);
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
    void givesTheSessionAnotherIdOnceSomebodyIsSignedIn() {
        Browser reader = site.plainBrowser();
        String early = cookie(reader.ask("/sign-in?to=/"));
        HttpResponse<String> sent = reader.ask("/sign-in?to=/", "Cookie", early);
        URI answered = location(reader.ask(location(sent)));
        String late = cookie(reader.ask(answered, "Cookie", early));

        assertThat(late).isNotEqualTo(early);
        assertThat(user(reader.ask("/api/v1/session", "Cookie", early)).isNull())
                .isTrue();
        assertThat(user(reader.ask("/api/v1/session", "Cookie", late))
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
                .startsWith(site.provider().issuer() + "/end?id_token_hint=ey")
                .contains("post_logout_redirect_uri="
                        + site.url().replace(":", "%3A").replace("/", "%2F"));
        assertThat(browser.session().path("user").isNull()).isTrue();
    }

    @Test
    void knowsNobodyOfTheEmbeddedDefault() {
        String olga = "{\"userId\":\"01900000-0000-7000-8000-000000000010\"}";
        assertThat(browser.send("POST", "/api/v1/session", olga).statusCode()).isEqualTo(404);
    }
}
