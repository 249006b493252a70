package com.wevion.credits.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.browser.Accessibility;
import com.wevion.credits.dev.browser.Browsing;
import com.wevion.credits.dev.browser.Fit;
import com.wevion.credits.dev.browser.Screenshots;
import com.wevion.credits.dev.browser.WithBrowser;
import com.wevion.credits.identity.Tokens;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The widgets in a page of another site. */
@WithService
@WithBrowser
class WidgetsIT {
    private static final String FOCUSED = "document.activeElement.localName";

    private final LocalService service;

    WidgetsIT(LocalService service) {
        this.service = service;
    }

    private HostPage host(Browsing browsing, TestTeam team) {
        HostPage host =
                HostPage.open(service, browsing.window(), team, team.owner().token(), HostPage.ORIGIN);
        assertThat(host.pill()).hasAccessibleName(left(team));
        return host;
    }

    private static String left(TestTeam team) {
        return team.balance("credits.available").replace("5000", "5,000") + " credits left; buy more";
    }

    @Test
    void showTheBalanceAndTheHistoryAsTheyChange_S13_S14(Browsing browsing) {
        TestTeam team = TestTeam.withCredits(service, "5000");
        HostPage host = host(browsing, team);

        Chat.charged(team.owner(), team, 2_000, 1_000);

        assertThat(host.pill()).hasAccessibleName("4,937 credits left; buy more");
        assertThat(host.history().locator("tbody tr")).hasCount(2);
        assertThat(host.history().locator("tbody tr").first()).containsText("-63 credits");
        assertThat(host.seen("changed")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(host.estimate().locator(".cost")).hasText("Estimate US$1.70");
        Screenshots.take(host.page(), "widgets");
        Accessibility.check(host.page(), "widgets");
        Fit.check(host.page(), "widgets");
        host.forgetTheDark();
        Accessibility.check(host.page(), "widgets-on-a-light-page");
    }

    @Test
    void offerCreditsWhenTheHostReportsThatThereAreNone_S15(Browsing browsing) {
        TestTeam team = TestTeam.paid(service);
        HostPage host =
                HostPage.open(service, browsing.window(), team, team.owner().token(), HostPage.ORIGIN);
        assertThat(host.pill()).hasAccessibleName("0 credits left, empty; buy more");
        Api.Answer refused = Chat.admit(team.owner(), team);
        assertThat(refused.status()).isEqualTo(402);
        host.page()
                .route(
                        HostPage.ORIGIN + "/generate",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setStatus(refused.status())
                                .setContentType("application/problem+json")
                                .setBody(refused.body())));

        Object isShown =
                host.page().evaluate("async () => aiCredits.report(await fetch('/generate', { method: 'POST' }))");

        assertThat(isShown).isEqualTo(true);
        assertThat(host.packages()).isVisible();
        assertThat(host.packages()).containsText("You need 63 credits; 0 are available.");
        assertThat(host.packages().locator("li")).hasCount(3);
        Screenshots.take(host.page(), "widgets-packages");
        Accessibility.check(host.page(), "widgets-packages");
    }

    /** Between the form and its sending somebody asks elsewhere, as in another tab. */
    @Test
    void tellAMemberWhoHasAskedElsewhereThatNobodyHasDecidedYet_D13(Browsing browsing) {
        TestTeam team = TestTeam.withCredits(service, "5000");
        Api mia = team.member("MEDIA_BUYER", Map.of("monthlyCapCredits", "0"));
        HostPage host = HostPage.open(service, browsing.window(), team, mia.token(), HostPage.ORIGIN);
        assertThat(host.pill()).hasAccessibleName(left(team));
        Api.Answer refused = Chat.admit(mia, team);
        assertThat(refused.problem()).isEqualTo("member-cap-exceeded");
        host.page().evaluate("refused => aiCredits.report(JSON.parse(refused))", refused.body());
        host.notice().getByText("Ask for more").click();
        host.notice().getByLabel("New monthly cap, in credits").fill("90");
        ok(mia.post(team.path("/approvals"), Map.of("account", "CREDITS", "monthlyCap", "80")));

        host.notice().getByText("Send the request").click();

        assertThat(host.notice()).containsText("You have asked for a monthly cap of 80 credits.");
        assertThat(host.notice()).containsText("Nobody has decided yet.");
        assertThat(host.seen("asked")).hasSize(1);
        assertThat(ok(mia.get(team.path("/approvals"))).json().get("items")).hasSize(1);
    }

    @Test
    void letAMemberWhoCannotBuyOrRaiseTheLimitAskForIt_S15_D21(Browsing browsing) {
        TestTeam team = TestTeam.paid(service);
        ok(team.owner()
                .patch(team.path("/settings"), Map.of("minimumPurchaseRole", "OWNER", "creativeSpendingLimit", "1")));
        Api mia = team.member("MEDIA_BUYER");
        HostPage host = HostPage.open(service, browsing.window(), team, mia.token(), HostPage.ORIGIN);
        Api.Answer tooMuch =
                mia.post(team.path("/jobs"), Map.of("service", "VIDEO", "engine", "KLING_3_0", "seconds", 10));

        asks(host, Chat.admit(mia, team), "insufficient-credits", host.packages());
        asks(host, tooMuch, "spending-limit-exceeded", host.notice());

        JsonNode asked = ok(mia.get(team.path("/approvals"))).json().get("items");
        assertThat(asked).hasSize(2);
        assertThat(asked.at("/0/request/spendingLimit").asText()).isEqualTo("2");
        assertThat(asked.at("/1/kind").asText()).isEqualTo("MORE_CREDITS");
        assertThat(asked.at("/1/request/credits").asText()).isEqualTo("5000");
    }

    private static void asks(HostPage host, Api.Answer refused, String problem, Locator dialog) {
        assertThat(refused.problem()).isEqualTo(problem);
        host.page().evaluate("refused => aiCredits.report(JSON.parse(refused))", refused.body());
        dialog.getByText("Ask for more").click();
        dialog.getByText("Send the request").click();
        assertThat(dialog).containsText("Nobody has decided yet.");
        Screenshots.take(host.page(), "widgets-" + problem);
        dialog.getByText("Close").click();
    }

    @Test
    void estimateTheCostAndTellOfACheaperEngine(Browsing browsing) {
        HostPage host = host(browsing, TestTeam.withCredits(service, "5000"));
        assertThat(host.estimate().locator(".cost")).hasText("Estimate US$1.70");

        host.estimate()
                .locator(".cheaper button")
                .filter(new Locator.FilterOptions().setHasText("US$0.50"))
                .click();

        assertThat(host.seen("engine"))
                .singleElement()
                .isEqualTo(Map.of("name", "engine", "engine", "RUNWAY_GEN_4", "cost", "0.5", "unit", "USD"));
        host.estimate().evaluate("element => element.setAttribute('engine', 'RUNWAY_GEN_4')");
        assertThat(host.estimate().locator(".cost")).hasText("Estimate US$0.50");
        assertThat(host.estimate().locator(".cheaper")).hasCount(0);
    }

    @Test
    void askForATokenInsteadOfAnExpiredOne(Browsing browsing) {
        TestTeam team = TestTeam.withCredits(service, "5000");
        String expired = Tokens.of(service, team.owner().userId())
                .with("exp", Instant.now().getEpochSecond() - 3_600)
                .signed();
        HostPage host = HostPage.open(service, browsing.window(), team, expired, HostPage.ORIGIN);
        assertThat(host.pill()).containsText("Sign in again");
        assertThat(host.seen("token-needed")).hasSize(1);

        host.page()
                .evaluate(
                        "token => document.querySelector('credit-pill').setAttribute('token', token)",
                        team.owner().token());

        assertThat(host.pill()).hasAccessibleName(left(team));
        assertThat(host.history().locator("tbody tr")).hasCount(1);
        assertThat(host.estimate().locator(".cost")).hasText("Estimate US$1.70");
    }

    @Test
    void canBeUsedByTheKeyboardAlone(Browsing browsing) {
        HostPage host = host(browsing, TestTeam.withCredits(service, "5000"));
        Page page = host.page();
        page.locator("#before").focus();

        page.keyboard().press("Tab");
        assertThat(page.evaluate(FOCUSED)).isEqualTo("credit-pill");
        page.keyboard().press("Enter");

        assertThat(host.packages()).isVisible();
        assertThat(host.packages().locator("#buy-STARTER")).isVisible();
        assertThat(page.evaluate(FOCUSED)).isEqualTo("credit-packages");
        page.keyboard().press("Tab");
        assertThat(host.packages().locator("#buy-STARTER")).isFocused();
        page.keyboard().press("Escape");
        assertThat(host.packages()).not().isVisible();
        assertThat(host.pill()).isFocused();
    }

    @Test
    void tellNothingToASiteThatIsNotAllowed(Browsing browsing) {
        browsing.allow("CORS policy");
        browsing.allow("net::ERR_FAILED");
        TestTeam team = TestTeam.withCredits(service, "5000");

        HostPage host =
                HostPage.open(service, browsing.window(), team, team.owner().token(), "https://evil.example");

        assertThat(host.pill()).containsText("Offline");
        assertThat(host.pill()).not().containsText("5,000");
        assertThat(host.seen("changed")).isEmpty();
    }
}
