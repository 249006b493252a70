package com.wevion.credits.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.browser.Accessibility;
import com.wevion.credits.dev.browser.Browsing;
import com.wevion.credits.dev.browser.Fit;
import com.wevion.credits.dev.browser.PageWeight;
import com.wevion.credits.dev.browser.Screenshots;
import com.wevion.credits.dev.browser.WithBrowser;
import java.util.Map;
import java.util.regex.Pattern;
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
        "OLGA, /settings.html, settings, Low balance below",
        "OLGA, /keys.html, keys, No API keys yet.",
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
    void anOwnerMakesAKeySeesItOnceAndRevokesIt(Browsing browsing) {
        Page page = browsing.window();
        few.signIn(page, Person.OLGA);
        look(few, "keys", page, "/keys.html");
        page.click("#add");
        page.fill("#field-name", "Nightly report");
        page.getByText("Make the key").click();
        assertThat(page.locator("#secret")).hasValue(Pattern.compile("crk_t_[0-9A-Za-z]{49}"));
        String secret = page.inputValue("#secret");
        page.locator("dialog").getByText("Close").click();
        assertThat(page.locator("main table tbody tr")).hasCount(1);
        assertThat(page.locator("main")).not().containsText(secret);

        page.getByText("Revoke …").click();
        page.locator("dialog")
                .getByText("Revoke", new Locator.GetByTextOptions().setExact(true))
                .click();

        assertThat(page.locator("#message")).hasText("Nightly report is revoked.");
        assertThat(page.locator("main table")).containsText("Revoked");
        assertThat(page.locator("#secret")).hasCount(0);
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
        "/desk/audit-log.html, desk-audit-log, main table"
    })
    void operatorsHaveADesk(String path, String name, String place, Browsing browsing) {
        Page page = browsing.window();
        none.signIn(page, Person.SUE);

        look(none, name, page, path);

        assertThat(page.locator(place).first()).isVisible();
    }
}
