package com.wevion.credits.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.browser.Accessibility;
import com.wevion.credits.dev.browser.Browsing;
import com.wevion.credits.dev.browser.Fit;
import com.wevion.credits.dev.browser.WithBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in and out on the pages, and what they say to whom they are not for (D12). */
@WithService
@WithBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInIT {
    private static final Pattern SIGN_IN = Pattern.compile("/sign-in\\.html");

    private static final Locator.FilterOptions DEVELOPMENT =
            new Locator.FilterOptions().setHasText("Development: anybody can sign in as anybody here.");

    private final LocalService service;
    private final Office office;

    SignInIT(LocalService service) {
        this.service = service;
        this.office = Office.of(service, "Sign-in Studio");
        office.team().adjust("CREDITS", "150");
    }

    private Api.Answer session(String cookie) {
        return Api.nobody(service).send("GET", "/api/v1/session", null, "Cookie", cookie);
    }

    private static String cookie(Page page) {
        return page.context().cookies().stream()
                .filter(each -> each.name.equals("credits-session"))
                .map((Cookie each) -> each.name + "=" + each.value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void leadsBackToThePageThatWasAskedFor(Browsing browsing) {
        Page page = browsing.window();

        office.enter(page, Person.FAY, "/history.html");

        assertThat(page).hasURL(office.address("/history.html"));
        assertThat(page.locator(".person")).containsText("Fay Finance, finance");
        assertThat(page.locator(".lines tbody tr")).hasCount(1);
    }

    @Test
    void signingOutEndsTheSession(Browsing browsing) {
        Page page = browsing.window();
        office.enter(page, Person.OLGA, "/history.html");
        String cookie = cookie(page);
        assertThat(session(cookie).text("token")).isNotNull();

        page.locator("#sign-out").click();
        assertThat(page).hasURL(SIGN_IN);
        assertThat(session(cookie).text("token")).isNull();

        page.goBack();
        assertThat(page).hasURL(SIGN_IN);
        assertThat(page.getByText("choose who you want to be")).isVisible();
        assertThat(page.locator(".lines")).hasCount(0);
        assertThat(page.evaluate(
                        "async path => (await fetch(path)).status",
                        "/api/v1" + office.team().path("/balance")))
                .isEqualTo(401);
    }

    @Test
    void signingOutEverywhereEndsTheSessionsOfOtherBrowsers(Browsing browsing) {
        Page here = browsing.window();
        Page elsewhere = browsing.window();
        Page somebodyElse = browsing.window();
        office.enter(elsewhere, Person.FAY, "/history.html");
        office.enter(here, Person.FAY, "/");
        office.enter(somebodyElse, Person.VIC, "/");
        String cookie = cookie(elsewhere);
        assertThat(session(cookie).text("token")).isNotNull();

        here.locator("#sign-out-everywhere").click();
        assertThat(here).hasURL(SIGN_IN);

        assertThat(session(cookie).text("token")).isNull();
        elsewhere
                .getByText("Usage", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        assertThat(elsewhere).hasURL(SIGN_IN);
        assertThat(session(cookie(somebodyElse)).text("token")).isNotNull();
    }

    @Test
    void aPageThatIsOpenElsewhereLeadsToTheSignInPageByItself(Browsing browsing) {
        Page here = browsing.window();
        Page elsewhere = browsing.window();
        office.enter(elsewhere, Person.FAY, "/");
        office.enter(here, Person.FAY, "/");

        here.locator("#sign-out-everywhere").click();

        elsewhere.waitForURL(SIGN_IN);
    }

    @Test
    void everyPageSaysThatThisIsDevelopment(Browsing browsing) throws IOException {
        Page nobody = browsing.window();
        Page olga = browsing.window();
        Page sue = browsing.window();
        office.signIn(olga, Person.OLGA);
        office.signIn(sue, Person.SUE);
        for (String path : pages()) {
            Page page = path.equals("/sign-in.html") ? nobody : path.startsWith("/desk/") ? sue : olga;
            page.navigate(office.address(path));
            // A page may add to its address what it shows.
            page.waitForURL(address -> address.startsWith(office.address(path)));
            assertThat(page.getByRole(AriaRole.STATUS).filter(DEVELOPMENT)).isVisible();
        }
    }

    private static List<String> pages() throws IOException {
        Path folder = Path.of("src/main/webapp");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> "/" + folder.relativize(file))
                    .filter(path -> path.endsWith(".html"))
                    .toList();
        }
    }

    @Test
    void aPageThatIsNotThereSaysSoToo(Browsing browsing) {
        Page page = browsing.window();

        page.navigate(office.address("/nowhere/at-all.html"));

        assertThat(page.getByRole(AriaRole.STATUS).filter(DEVELOPMENT)).isVisible();
        assertThat(page.locator("h1")).hasText("There is no such page");
        Fit.check(page, "not-found");
        Accessibility.check(page, "not-found");
    }

    @Test
    void anEndedSessionIsBegunAgainWhereOneWas(Browsing browsing) {
        Page page = browsing.window();
        office.enter(page, Person.OLGA, "/");
        Api.nobody(service).send("DELETE", "/api/v1/session", null, "Cookie", cookie(page));

        page.getByText("Usage", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        assertThat(page).hasURL(SIGN_IN);
        Office.choose(page, Person.OLGA);

        assertThat(page.locator("h1")).hasText("Usage");
        assertThat(page.url()).startsWith(office.address("/usage.html"));
    }

    @ParameterizedTest
    @CsvSource({
        "VIC, /usage.html, your role in this team is viewer",
        "VIC, /history.html, your role in this team is viewer",
        "VIC, /settings.html, your role in this team is viewer",
        "BEN, /bills.html, your role in this team is media buyer",
        "FAY, /members.html, your role in this team is finance",
        "OLGA, /desk/, for operators of the platform",
        "OLGA, /desk/reconciliation.html, for operators of the platform"
    })
    void saysThatAPageIsForOthers(Person person, String path, String said, Browsing browsing) {
        Page page = browsing.window();
        office.signIn(page, person);

        office.open(page, path);

        assertThat(page.locator("main .note.warn")).containsText(said);
        assertThat(page.locator("main table")).hasCount(0);
    }
}
