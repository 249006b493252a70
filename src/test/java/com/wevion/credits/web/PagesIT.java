package com.wevion.credits.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.browser.Accessibility;
import com.wevion.credits.dev.browser.Browsing;
import com.wevion.credits.dev.browser.Fit;
import com.wevion.credits.dev.browser.PageWeight;
import com.wevion.credits.dev.browser.Screenshots;
import com.wevion.credits.dev.browser.WithBrowser;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each page opens for whom it is for, is light, fits a telephone and can be used by everybody; with few lines and with many. */
@WithService
@WithBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {
    private static final int MANY = 10_000;

    private final LocalService service;
    private final Office none;
    private final Office few;
    private final Office many;

    PagesIT(LocalService service) {
        this.service = service;
        none = Office.ofOlgaAlone(service, "Quiet Studio");
        few = Office.of(service, "Harbour Media");
        many = Office.of(service, "Busy Agency");
    }

    @BeforeAll
    void use() throws InterruptedException {
        few.team().join(Person.BEN.id(), "Ben Buyer", "MEDIA_BUYER", Map.of("monthlyCapCredits", "80"));
        few.buys("STARTER");
        Chat.charged(few.api(Person.BEN), few.team(), 2_000, 1_000);
        Chat.charged(few.api(Person.OLGA), few.team(), 5_321, 2_111);
        ManyLines.write(service, many.team().id(), MANY);
    }

    private static void look(Office office, String name, Page page, String path) {
        PageWeight.check(page, name, office.address(path), Office::ready);
        assertThat(page.locator("#message.failed, main > .note.bad, main section > .note.bad"))
                .hasCount(0);
        Screenshots.take(page, name);
        Fit.check(page, name);
        Accessibility.check(page, name);
    }

    @Test
    void peopleSignIn(Browsing browsing) {
        look(none, "sign-in", browsing.window(), "/sign-in.html");
    }

    @ParameterizedTest
    @CsvSource({
        "OLGA, /, overview, First steps",
        "OLGA, /usage.html, usage, Nothing was used in this period.",
        "OLGA, /history.html, history, Nothing has been bought or used yet.",
        "OLGA, /bills.html, bills, There are no bills yet.",
        "OLGA, /members.html, members, You are the only member.",
        "OLGA, /approvals.html, requests, Nobody waits for an answer.",
        "OLGA, /settings.html, settings, Low balance below",
        "OLGA, /keys.html, keys, No API keys yet.",
        "OLGA, /webhooks.html, webhooks, No webhooks yet.",
        "OLGA, /playground.html, playground, Try it in two minutes",
        "OLGA, /purchase.html, purchase, The address names no purchase."
    })
    void aNewTeamIsToldWhatToDo(Person person, String path, String name, String said, Browsing browsing) {
        Page page = browsing.window();
        none.signIn(page, person);

        look(none, name + "-0", page, path);

        assertThat(page.locator("main")).containsText(said);
    }

    @ParameterizedTest
    @CsvSource({
        "OLGA, /, overview, 3",
        "OLGA, /usage.html, usage, 1",
        "FAY, /history.html, history, 3",
        "OLGA, /members.html, members, 4",
        "OLGA, /playground.html, playground, 3",
        "BEN, /history.html, history-of-a-buyer, 1",
        "VIC, /, overview-of-a-viewer, 0"
    })
    void aTeamSeesWhatItHas(Person person, String path, String name, int rows, Browsing browsing) {
        Page page = browsing.window();
        few.signIn(page, person);

        look(few, name + "-3", page, path);

        assertThat(page.locator("main table").first().locator("tbody tr")).hasCount(rows);
    }

    @Test
    void ownersSeeWhoDidWhat(Browsing browsing) {
        Page page = browsing.window();
        few.signIn(page, Person.OLGA);

        look(few, "audit-log", page, "/audit-log.html");

        assertThat(page.locator("main table")).containsText("Member added");
        assertThat(page.locator("main table")).containsText("Monthly cap credits: – → 80");
    }

    @ParameterizedTest
    @CsvSource({"/, overview, 10", "/usage.html, usage, 29", "/history.html, history, 100"})
    void manyLinesAreShownByPages(String path, String name, int rows, Browsing browsing) {
        Page page = browsing.window();
        many.signIn(page, Person.OLGA);

        look(many, name + "-" + MANY, page, path);

        assertThat(page.locator("main table").first().locator("tbody tr")).hasCount(rows);
    }

    @Test
    void anOwnerMakesAKeyRotatesAndRevokesIt(Browsing browsing) {
        Page page = browsing.window();
        few.signIn(page, Person.OLGA);
        few.open(page, "/keys.html");
        KeysPage keys = new KeysPage(page);
        LocalDate lastDay = LocalDate.now(ZoneOffset.UTC).plusDays(30);
        String balance = few.team().path("/balance");

        String first = keys.make("Nightly report", "Read the balance", lastDay.toString());
        assertThat(ok(few.api(Person.OLGA).get(few.team().path("/keys"))).text("items.0.expiresAt"))
                .isEqualTo(lastDay.plusDays(1) + "T00:00:00Z");
        ok(Api.withToken(service, first).get(balance));

        String second = keys.rotate("Nightly report", "60");
        assertThat(keys.rows()).hasCount(2);
        assertThat(keys.rows().last()).containsText("replaced by a newer one");
        ok(Api.withToken(service, first).get(balance));
        ok(Api.withToken(service, second).get(balance));

        String third = keys.rotate("Nightly report", "0");
        assertThat(keys.rows()).hasCount(3);
        assertThat(keys.rows().nth(1)).containsText("Expired");
        assertThat(Api.withToken(service, second).get(balance).text("detail")).endsWith("has expired.");
        await().atMost(Duration.ofSeconds(20)).until(() -> isUsed(page));
        look(few, "keys", page, "/keys.html");

        keys.revoke(0);
        assertThat(keys.rows().first()).containsText("Revoked");
        assertThat(Api.withToken(service, third).get(balance).text("detail")).endsWith("has been revoked.");
        ok(Api.withToken(service, first).get(balance));
    }

    /** The notes of uses are written a little later. */
    private boolean isUsed(Page page) {
        few.open(page, "/keys.html");
        return new KeysPage(page).rows().last().innerText().contains("from 127.0.0.1");
    }

    @Test
    void aKeyOfTheDeskActsInEveryTeamUntilItIsRevoked(Browsing browsing) {
        Page page = browsing.window();
        none.signIn(page, Person.SUE);
        none.open(page, "/desk/keys.html");
        KeysPage keys = new KeysPage(page);
        String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();

        String first = keys.make("Host", "Read the balances", tomorrow);
        assertThat(first).startsWith("crk_p_");
        String second = keys.rotate("Host", "1440");
        for (Office office : new Office[] {few, many}) {
            ok(Api.withToken(service, first).get(office.team().path("/balance")));
            ok(Api.withToken(service, second).get(office.team().path("/balance")));
        }
        look(none, "desk-keys", page, "/desk/keys.html");

        keys.revoke(1);
        assertThat(Api.withToken(service, first)
                        .get(few.team().path("/balance"))
                        .text("detail"))
                .endsWith("has been revoked.");
        ok(Api.withToken(service, second).get(few.team().path("/balance")));
    }

    @Test
    void anOwnerSeesThatTheMakerOfAKeyHasLeft(Browsing browsing) {
        Api ada = many.team().member("ADMIN");
        ok(ada.post(many.team().path("/keys"), Map.of("name", "Ada's script", "scopes", List.of("read"))));
        ok(many.team().host().delete(many.team().path("/members/" + ada.userId())));
        Page page = browsing.window();
        many.signIn(page, Person.OLGA);

        look(many, "keys-left", page, "/keys.html");

        assertThat(new KeysPage(page).rows().first()).containsText("Its maker manages no keys now");
    }

    @Test
    void theFormForAKeyTellsWhatIsWrong(Browsing browsing) {
        browsing.allow("400");
        Page page = browsing.window();
        few.signIn(page, Person.OLGA);
        few.open(page, "/keys.html");
        KeysPage keys = new KeysPage(page);
        page.click("#add");
        Fit.check(page, "keys-form");
        Screenshots.take(page, "keys-form");
        keys.press("Make the key");
        assertThat(keys.wrong("scopes")).hasText("choose what the key may do");

        page.fill("#field-name", "Too long");
        page.getByLabel("Read the balance").check();
        page.fill("#field-expiresAt", "2999-01-01");
        keys.press("Make the key");

        assertThat(keys.wrong("expiresAt")).hasText("must be in the next 366 days");
    }

    @Test
    void furtherLinesAreReadOnDemand(Browsing browsing) {
        Page page = browsing.window();
        many.signIn(page, Person.OLGA);
        many.open(page, "/history.html");

        page.getByText("Show more").click();

        assertThat(page.locator(".lines tbody tr")).hasCount(200);
        assertThat(page.locator("#shown")).hasText("200 lines shown, newest first; there are more.");
    }

    @ParameterizedTest
    @CsvSource({
        "/desk/, desk-teams, #teams table",
        "/desk/catalog.html, desk-prices, main table",
        "/desk/operations.html, desk-operations, main table",
        "/desk/reconciliation.html, desk-reconciliation, #result",
        "/desk/ledger.html, desk-ledger, main section",
        "/desk/keys.html, desk-keys-0, #add",
        "/desk/webhooks.html, desk-webhooks-0, #add",
        "/desk/approvals.html, desk-requests, main section",
        "/desk/audit-log.html, desk-audit-log, main table"
    })
    void operatorsHaveADesk(String path, String name, String place, Browsing browsing) {
        Page page = browsing.window();
        none.signIn(page, Person.SUE);

        look(none, name, page, path);

        assertThat(page.locator(place).first()).isVisible();
    }

    /** As the API answers where one provider is in trouble and another one is not. */
    @Test
    void operatorsSeeWhichCostsDidNotCome(Browsing browsing) {
        Page page = browsing.window();
        none.signIn(page, Person.SUE);
        page.route(
                "**/reconciliation/fetches",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("""
                        {"items":[{"provider":"OPENAI","format":"OPENAI_COSTS","fetching":false,"triedAt":"2026-11-01T01:00:00Z",
                          "succeededAt":"2026-10-30T01:00:00Z","failures":7,"problem":"KEY_REFUSED",
                          "detail":"OpenAI refuses the key (401): it is wrong or revoked.","nextTryAt":"2026-11-01T02:00:00Z",
                          "lastDay":"2026-10-29","missingDays":["2026-10-30","2026-10-31"],"refusedDays":[]},
                         {"provider":"ANTHROPIC","format":"ANTHROPIC_COSTS","fetching":false,"triedAt":"2026-11-01T01:00:00Z",
                          "succeededAt":"2026-11-01T01:00:00Z","failures":0,"problem":null,"detail":null,
                          "nextTryAt":"2026-11-02T01:00:00Z","lastDay":"2026-10-31","missingDays":[],"refusedDays":[]}],
                         "nextCursor":null}""")));

        look(none, "desk-reconciliation-fetches", page, "/desk/reconciliation.html");

        assertThat(page.locator("#fetches tbody tr")).hasCount(2);
        assertThat(page.locator("#fetches tbody tr").first())
                .containsText("OpenAI refuses the key (401): it is wrong or revoked.");
        assertThat(page.locator("#fetches tbody tr").first()).containsText("Nothing was told of");
        assertThat(page.locator("#fetches tbody tr").last()).containsText("In order");
    }
}
