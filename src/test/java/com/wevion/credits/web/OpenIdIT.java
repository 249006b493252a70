package com.wevion.credits.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People sign in to the pages at a provider, and the API takes the provider's tokens. */
class OpenIdIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static IdentityProvider provider;
    private static LocalService service;

    private final UUID person = UUID.randomUUID();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @BeforeAll
    static void start() {
        provider = new IdentityProvider();
        service = LocalService.prepare(TestSettings.in(
                Path.of("target/it/openid-" + ProcessHandle.current().pid()),
                Map.of(
                        "credits.simulated.engines",
                        "false",
                        "credits.openid.provider",
                        provider.issuer(),
                        "credits.openid.client.id",
                        IdentityProvider.CLIENT,
                        "credits.openid.client.secret",
                        IdentityProvider.SECRET,
                        "credits.jwt.issuer",
                        provider.issuer(),
                        "mp.jwt.verify.publickey",
                        provider.publicKeyPem())));
        service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
        provider.close();
    }

    @BeforeEach
    void somebodyIsSignedInAtTheProvider() {
        provider.issues(600, true);
        provider.signedIn(person);
    }

    @Test
    void nobodyIsSignedInWithoutASession() {
        JsonNode session = session();
        assertThat(session.path("user").isNull()).isTrue();
        assertThat(session.path("token").isNull()).isTrue();
        assertThat(session.path("signIn").path("kind").asText()).isEqualTo("OPENID");
        assertThat(session.path("signIn").path("people")).isEmpty();
    }

    @Test
    void leadsToTheProviderAndBackToThePageThatWasWanted() {
        HttpResponse<String> page = get("/sign-in?to=/purchase.html?team=1");
        assertThat(page.uri()).isEqualTo(URI.create(service.baseUrl() + "/purchase.html?team=1"));
        JsonNode session = session();
        assertThat(session.path("user").path("userId").asText()).isEqualTo(person.toString());
        assertThat(session.path("user").path("name").asText()).isEqualTo("Paula Provider");
    }

    @Test
    void givesPagesTheProvidersTokenWhichTheApiTakes() {
        get("/sign-in");
        Api caller = Api.withToken(service, session().path("token").asText());
        assertThat(caller.get("/teams/" + UUID.randomUUID() + "/balance").status())
                .isEqualTo(404);
        assertThat(caller.get("/stripe/events").status()).isEqualTo(403);
    }

    @Test
    void takesGroupsFromTheProvider() {
        provider.signedIn(person, "SUPER_ADMIN");
        get("/sign-in");
        Api caller = Api.withToken(service, session().path("token").asText());
        assertThat(caller.get("/stripe/events").status()).isEqualTo(200);
    }

    @Test
    void leadsToNoOtherSite() {
        for (String wanted :
                List.of("//evil.example/", "https://evil.example/", "/%5Cevil.example/", "javascript:alert(1)")) {
            assertThat(get("/sign-in?to=" + wanted).uri().getAuthority())
                    .as(wanted)
                    .isEqualTo(URI.create(service.baseUrl()).getAuthority());
        }
    }

    @Test
    void isLedBackToTheAddressThatTheBrowserKnows() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.baseUrl() + "/sign-in"))
                .header("X-Forwarded-Proto", "https")
                .build();
        HttpResponse<Void> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .startsWith(provider.issuer() + "/authorize?")
                .contains("redirect_uri=" + encoded(service.baseUrl().replace("http:", "https:") + "/sign-in"));
    }

    @Test
    void renewsATokenThatIsAboutToEnd() {
        provider.issues(60, true);
        get("/sign-in");
        int before = provider.grants().size();
        String first = session().path("token").asText();
        provider.issues(600, true);
        String second = session().path("token").asText();
        assertThat(second).isNotEqualTo(first);
        assertThat(provider.grants().subList(before, provider.grants().size())).containsOnly("refresh_token");
    }

    @Test
    void isOverWhenATokenEndsThatCannotBeRenewed() {
        provider.issues(1, false);
        get("/sign-in");
        assertThat(session().path("user").isNull()).isTrue();
    }

    @Test
    void signsOutHereAndTellsWhereToSignOutThere() {
        get("/sign-in");
        String address =
                json(send("DELETE", "/api/v1/session", null)).path("url").asText();
        assertThat(address)
                .startsWith(provider.issuer() + "/end?id_token_hint=ey")
                .contains("post_logout_redirect_uri=" + encoded(service.baseUrl() + "/sign-in.html"));
        assertThat(session().path("user").isNull()).isTrue();
    }

    @Test
    void beginsAnewWhenAnAnswerBelongsToNoQuestionOfThisBrowser() {
        int before = provider.grants().size();
        get("/sign-in?code=stolen&state=forged");
        assertThat(provider.grants()).hasSize(before + 1);
        assertThat(provider.codes()).doesNotContain("stolen");
    }

    @Test
    void saysSoWhenTheProviderRefuses() {
        HttpResponse<String> answer = get("/sign-in?error=access_denied&state=1");
        assertThat(answer.uri().getPath()).isEqualTo("/sign-in.html");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void knowsNobodyOfTheEmbeddedDefault() {
        String olga = "{\"userId\":\"01900000-0000-7000-8000-000000000010\"}";
        assertThat(send("POST", "/api/v1/session", olga).statusCode()).isEqualTo(404);
    }

    private static String encoded(String address) {
        return URLEncoder.encode(address, StandardCharsets.UTF_8);
    }

    private JsonNode session() {
        return json(get("/api/v1/session"));
    }

    private HttpResponse<String> get(String path) {
        return send("GET", path, null);
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.baseUrl() + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(answer.body(), e);
        }
    }
}
