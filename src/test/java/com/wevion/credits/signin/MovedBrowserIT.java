package com.wevion.credits.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LoadBalancer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithServersOfItsOwn;
import com.wevion.credits.dev.browser.Browsing;
import com.wevion.credits.dev.browser.WithBrowser;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person who is signed in can use any server, and is signed out at all of them. */
@WithBrowser
@WithServersOfItsOwn
@Tag("long")
class MovedBrowserIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> PAGES =
            List.of("/", "/usage.html", "/bills.html", "/members.html", "/settings.html");
    private static TwoServers site;

    private final UUID person = UUID.randomUUID();

    @BeforeAll
    static void start() {
        site = new TwoServers("moved-browser");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void somebodyIsSignedInAtTheProvider() {
        site.provider().issues(600, true);
        site.provider().signedIn(person);
        site.balancer().alternate();
        site.balancer().forget();
    }

    private static Api.Answer me(LocalService server, String token) {
        return Api.withToken(server, token).get("/me");
    }

    private static void assertRefused(LocalService server, String token) {
        Api.Answer answer = me(server, token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("detail")).isEqualTo("The session of this page has ended.");
    }

    private static boolean isSignedIn(Browser browser) {
        return !browser.session().path("user").isNull();
    }

    @Test
    void goesOnAtTheOtherServerWhenOneIsKilledAndSignsOutOfBoth(Browsing browsing) {
        browsing.allow("/api/v1/"); // what a server was asked at the moment it was killed has no answer
        UUID team = site.teamOf(person);
        site.credit(team, "150");
        Page page = browsing.window();
        signInBetweenTheServers(page, team);
        openPages(page, team);
        assertThat(site.balancer().passed())
                .filteredOn(passed -> passed.path().startsWith("/api/v1/"))
                .extracting(LoadBalancer.Passed::to)
                .contains(site.one(), site.other());

        site.balancer().route(path -> site.one());
        page.reload();
        showsCredits(page, "150 credits");
        site.one().killServer();

        site.credit(team, "100");
        showsCredits(page, "250 credits");
        openPages(page, team);
        Browser begunMeanwhile = site.browser();
        begunMeanwhile.get("/sign-in");

        String token = (String) page.evaluate("async () => (await (await fetch('/api/v1/session')).json()).token");
        assertThat(me(site.other(), token).status()).isEqualTo(200);
        page.locator("#sign-out").click();
        assertThat(page).hasURL(site.balancer().url() + "/sign-in.html");
        assertThat(page.locator("#sign-in")).isVisible();
        assertRefused(site.other(), token);

        site.one().restartServer();
        assertRefused(site.one(), token);
        site.balancer().route(path -> site.one());
        assertThat(isSignedIn(begunMeanwhile)).isTrue();
    }

    /** Leaves from one server and comes back to the other. */
    private void signInBetweenTheServers(Page page, UUID team) {
        site.balancer().route(path -> path.startsWith("/sign-in?code=") ? site.other() : site.one());
        String wanted = site.balancer().url() + "/history.html?team=" + team;
        page.navigate(wanted);
        page.locator("#sign-in").click();
        assertThat(page).hasURL(wanted);
        assertThat(page.locator(".person")).containsText("Paula Provider, owner");
        assertThat(page.locator(".development")).hasCount(0);
        assertThat(site.balancer().passed())
                .filteredOn(passed -> passed.path().startsWith("/sign-in?"))
                .extracting(LoadBalancer.Passed::to)
                .containsExactly(site.one(), site.other());
        site.balancer().alternate();
    }

    private static void openPages(Page page, UUID team) {
        for (String path : PAGES) {
            page.navigate(site.balancer().url() + path + "?team=" + team);
            page.locator("html[data-ready=true]").waitFor();
            assertThat(page.locator(".person")).containsText("Paula Provider, owner");
            assertThat(page.locator("#message.failed")).hasCount(0);
        }
    }

    private static void showsCredits(Page page, String said) {
        Locator pill = page.locator("credit-pill .number");
        assertThat(pill).hasText(said, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE.toMillis()));
    }

    @Test
    void asksTheProviderOnceHoweverManyPagesAskTwoServersAtATime() {
        Browser browser = site.browser();
        site.provider().issues(60, true);
        browser.get("/sign-in");
        site.provider().issues(600, true);
        int before = site.provider().grants().size();
        site.balancer().forget();
        CompletableFuture<Void> allHaveAsked = new CompletableFuture<>();
        site.provider().answersAfter(allHaveAsked);

        List<CompletableFuture<String>> tabs = IntStream.range(0, 4)
                .mapToObj(tab -> CompletableFuture.supplyAsync(
                        () -> browser.session().path("token").asText(), command -> new Thread(command).start()))
                .toList();
        await().until(() -> site.balancer().passed().size() == tabs.size());
        allHaveAsked.complete(null);
        List<String> tokens = tabs.stream().map(CompletableFuture::join).toList();

        assertThat(tokens)
                .doesNotContain("null")
                .contains(browser.session().path("token").asText());
        List<String> grants = site.provider().grants();
        assertThat(grants.subList(before, grants.size())).containsExactly("refresh_token");
        assertThat(site.balancer().passed().subList(0, tabs.size()))
                .extracting(LoadBalancer.Passed::to)
                .containsExactlyInAnyOrder(site.one(), site.one(), site.other(), site.other());
        for (LocalService server : List.of(site.one(), site.other())) {
            assertThat(tokens)
                    .allSatisfy(token ->
                            assertThat(me(server, token).text("userId")).isEqualTo(person.toString()));
        }
    }

    @Test
    void isSignedOutOfBothServersAtOnceByEither() {
        Browser browser = site.browser();
        Browser elsewhere = site.browser();
        Browser kept = site.browser();
        for (Browser each : List.of(browser, elsewhere)) {
            each.get("/sign-in");
        }
        site.provider().signedIn(UUID.randomUUID());
        kept.get("/sign-in");
        String token = browser.session().path("token").asText();
        String tokenElsewhere = elsewhere.session().path("token").asText();

        site.balancer().route(path -> site.one());
        browser.send("DELETE", "/api/v1/session", null);

        assertRefused(site.one(), token);
        assertRefused(site.other(), token);
        assertThat(me(site.one(), tokenElsewhere).status()).isEqualTo(200);
        assertThat(me(site.other(), tokenElsewhere).status()).isEqualTo(200);

        elsewhere.send("DELETE", "/api/v1/session?everywhere=true", null);

        assertRefused(site.other(), tokenElsewhere);
        site.balancer().route(path -> site.other());
        assertThat(isSignedIn(browser)).isFalse();
        assertThat(isSignedIn(elsewhere)).isFalse();
        assertThat(isSignedIn(kept)).isTrue();
    }
}
