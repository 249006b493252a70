package com.wevion.credits.web;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import java.time.Duration;
import java.util.Map;

/** A team of the people of the embedded default, Olga's, and how they come to its pages. */
record Office(LocalService service, TestTeam team) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** All of them belong to it, with their roles. */
    static Office of(LocalService service, String name) {
        Office office = ofOlgaAlone(service, name);
        for (Person person : Person.values()) {
            if (person.role() != null) {
                office.team.join(person.id(), person.fullName(), person.role(), Map.of());
            }
        }
        return office;
    }

    static Office ofOlgaAlone(LocalService service, String name) {
        TestTeam team = TestTeam.owned(service, name, Person.OLGA.id());
        return new Office(service, team);
    }

    Api api(Person person) {
        return person.api(service);
    }

    /** The address of a page of the team. */
    String address(String path) {
        return service.baseUrl() + path + "?team=" + team.id();
    }

    /** The mark of a complete page. */
    static Locator ready(Page page) {
        return page.locator("html[data-ready=true]");
    }

    /** Opens a page of the team as somebody who is signed in already. */
    void open(Page page, String path) {
        page.navigate(address(path));
        ready(page).waitFor();
    }

    /** Opens a page of the team, which leads to the sign-in page, and signs in there. */
    void enter(Page page, Person person, String path) {
        page.navigate(address(path));
        choose(page, person);
    }

    /** Signs in on the sign-in page, which leads on. */
    static void choose(Page page, Person person) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(person.fullName()))
                .click();
        page.locator("#sign-out").waitFor();
        ready(page).waitFor();
    }

    /** Signs in without any page, so that the window has shown nothing yet. */
    void signIn(Page page, Person person) {
        APIResponse answer = page.context()
                .request()
                .post(
                        service.baseUrl() + "/api/v1/session",
                        RequestOptions.create()
                                .setData(Map.of("userId", person.id().toString())));
        assertThat(answer.status()).isEqualTo(200);
    }

    /** Olga sets the limit for unpaid creative work, in USD. */
    void limit(String usd) {
        ok(api(Person.OLGA).patch(team.path("/settings"), Map.of("creativeSpendingLimit", usd)));
    }

    /** Olga buys a package and pays it; the reference of the payment. */
    String buys(String packageCode) {
        Api.Answer begun = ok(api(Person.OLGA).post(team.path("/purchases"), Map.of("package", packageCode)));
        String url = begun.text("checkoutUrl");
        service.stripe().pay(url.substring(url.lastIndexOf('/') + 1).replaceFirst("[?#].*", ""));
        String path = team.path("/purchases/" + begun.text("purchaseId"));
        return await().atMost(PATIENCE)
                .until(
                        () -> ok(api(Person.OLGA).get(path)),
                        now -> now.text("status").equals("PAID"))
                .text("stripePayment");
    }
}
