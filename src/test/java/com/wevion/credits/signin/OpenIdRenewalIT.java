package com.wevion.credits.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.WithServersOfItsOwn;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of a provider end and are renewed, and the provider does not always answer. */
@WithServersOfItsOwn
@ExtendWith(OpenIdSite.Shared.class)
class OpenIdRenewalIT {
    private final OpenIdSite site;

    private final UUID person = UUID.randomUUID();
    private final Browser browser;

    OpenIdRenewalIT(OpenIdSite site) {
        this.site = site;
        this.browser = site.browser();
    }

    @BeforeEach
    void somebodyIsSignedInAtTheProvider() {
        site.provider().issues(600, true);
        site.provider().signedIn(person);
    }

    @Test
    void renewsATokenThatIsAboutToEnd() {
        site.provider().issues(60, true);
        browser.get("/sign-in");
        int before = site.provider().grants().size();
        String first = browser.session().path("token").asText();
        site.provider().issues(600, true);
        String second = browser.session().path("token").asText();
        assertThat(second).isNotEqualTo(first);
        assertThat(site.provider()
                        .grants()
                        .subList(before, site.provider().grants().size()))
                .containsOnly("refresh_token");
    }

    @Test
    void isOverWhenATokenEndsThatCannotBeRenewed() {
        site.provider().issues(2, false);
        browser.get("/sign-in");
        assertThat(isSignedIn()).isTrue();
        await().until(() -> !isSignedIn());
    }

    private boolean isSignedIn() {
        return browser.session().path("user").isObject();
    }

    @Test
    void leadsToTheProviderAgainWhenTheSessionIsOver() {
        site.provider().issues(2, false);
        browser.get("/sign-in");
        await().until(() -> !isSignedIn());
        site.provider().issues(600, false);

        assertThat(browser.get("/sign-in?to=/usage.html").uri().getPath()).isEqualTo("/usage.html");

        assertThat(browser.session().path("user").path("userId").asText()).isEqualTo(person.toString());
    }

    @Test
    void goesOnWhenTheProviderSaysNothingOfThePerson() {
        site.provider().issues(60, true);
        browser.get("/sign-in");
        site.provider().forgetsEverybody("temporarily_unavailable");

        assertThat(isSignedIn()).isTrue();
        assertThat(isSignedIn()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_grant", "interaction_required"})
    void isOverWhenTheProviderRefusesToRenew(String error) {
        site.provider().issues(60, true);
        browser.get("/sign-in");
        site.provider().forgetsEverybody(error);

        HttpResponse<String> answer = browser.get("/api/v1/session");

        assertThat(answer.uri().getPath()).isEqualTo("/api/v1/session");
        assertThat(Browser.json(answer).path("user").isNull()).isTrue();
        assertThat(browser.get("/sign-in?to=/usage.html").uri().getPath()).isEqualTo("/usage.html");
    }

    @Test
    void renewsATokenOnceHoweverManyPagesAskAtATime() {
        site.provider().issues(60, true);
        browser.get("/sign-in");
        int before = site.provider().grants().size();
        site.provider().issues(600, true);

        List<String> tokens =
                IntStream.range(0, 4)
                        .mapToObj(page -> CompletableFuture.supplyAsync(browser::session))
                        .toList()
                        .stream()
                        .map(session -> session.join().path("token").asText())
                        .toList();

        assertThat(tokens)
                .allSatisfy(
                        token -> assertThat(site.api(token).get("/me").status()).isEqualTo(200));
        assertThat(site.provider().grants()).hasSize(before + 1);
    }

    @Test
    void keepsTheSessionWhileTheProviderDoesNotAnswer() {
        site.provider().issues(3, true);
        browser.get("/sign-in");
        site.provider().fails(true);
        try {
            assertThat(isSignedIn()).isTrue(); // by what the provider said before
            await().until(() -> browser.get("/api/v1/session").statusCode() == 503);
            assertThat(browser.get("/api/v1/session").body()).contains("urn:credits:problem:unavailable");
        } finally {
            site.provider().fails(false);
        }
        site.provider().issues(600, true);
        await().until(this::isSignedIn);
        assertThat(browser.session().path("user").path("userId").asText()).isEqualTo(person.toString());
    }

    @Test
    void leadsBackWhenTheProviderDoesNotAnswer() {
        site.provider().fails(true);
        try {
            HttpResponse<String> answer = browser.get("/sign-in?to=/usage.html");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.uri()).hasToString(site.url() + "/sign-in.html?away");
        } finally {
            site.provider().fails(false);
        }
        assertThat(browser.get("/sign-in?to=/usage.html").uri().getPath()).isEqualTo("/usage.html");
    }

    @Test
    void asksTheProviderForItsMetadataOnce() {
        browser.get("/sign-in");
        browser.session();
        int before = site.provider().metadataAsked();
        browser.get("/sign-in");
        browser.session();
        assertThat(site.provider().metadataAsked()).isEqualTo(before);
    }

    @Test
    void saysSoWhenTheProviderRefuses() {
        HttpResponse<String> answer = browser.get("/sign-in?error=access_denied&state=1");
        assertThat(answer.uri().getPath()).isEqualTo("/sign-in.html");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void takesNoAnswerToAQuestionThatThisBrowserHasNotAsked() {
        int before = site.provider().grants().size();
        HttpResponse<String> answer = browser.get("/sign-in?code=stolen&state=forged");
        assertThat(answer.uri()).hasToString(site.url() + "/sign-in.html?refused");
        assertThat(site.provider().grants()).hasSize(before);
    }
}
