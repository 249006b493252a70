package com.wevion.credits.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.browser.Browsing;
import com.wevion.credits.dev.browser.Screenshots;
import com.wevion.credits.dev.browser.WithBrowser;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pages where changes need a second person: they say that nothing is changed yet, and where the other person decides. */
@WithService(setsClock = true)
@WithBrowser
class SecondPersonPagesIT {
    private final LocalService service;

    SecondPersonPagesIT(LocalService service) {
        this.service = service;
    }

    @Test
    void anOwnerIsToldThatAHigherLimitWaitsForSomebodyElse_D21(Browsing browsing) {
        Office office = Office.of(service, "Careful Studio");
        office.limit("50");
        Page page = browsing.window();
        office.signIn(page, Person.OLGA);
        office.open(page, "/settings.html");

        page.locator("#field-creativeSpendingLimit").fill("90");
        page.getByText("Save the settings").click();

        assertThat(page.locator("form .outcome").first())
                .containsText("Nothing is changed yet. Another person has to approve this on the page Requests: "
                        + "a spending limit of US$90.00");
        assertThat(ok(office.api(Person.OLGA).get(office.team().path("/settings")))
                        .text("creativeSpendingLimit"))
                .isEqualTo("50");
        office.open(page, "/approvals.html");
        Locator card = page.locator("#waiting article");
        assertThat(card).containsText("You ask for a spending limit of US$90.00");
        assertThat(card.locator("button")).hasCount(0);
    }

    @Test
    void anOperatorIsToldThatALargeCorrectionWaitsForAnotherAndDecidesThoseOfOthers_D16(Browsing browsing) {
        Office office = Office.of(service, "Corrected Studio");
        Page page = browsing.window();
        office.signIn(page, Person.SUE);
        page.navigate(service.baseUrl() + "/desk/");
        Office.ready(page).waitFor();

        corrects(page, "2000000");

        assertThat(page.locator("dialog[open]"))
                .containsText("Nothing is changed yet. Another person has to approve this");
        Api other = Api.superAdmin(service);
        ok(other.post(
                office.team().path("/adjustments"),
                Map.of("account", "CREDITS", "amount", "3000000", "reason", "goodwill")));
        page.navigate(service.baseUrl() + "/desk/approvals.html");
        Office.ready(page).waitFor();
        Locator own = page.locator("article", having("You ask for a correction of 2,000,000 credits"));
        assertThat(own).containsText("Another person has to decide");
        assertThat(own.locator("button")).hasCount(0);
        Screenshots.take(page, "desk-requests-2");
        page.locator("article", having(other.userId() + " asks for a correction of 3,000,000 credits"))
                .getByText("Approve")
                .click();

        assertThat(page.locator("#message")).containsText("a correction of 3,000,000 credits");
        assertThat(office.team().balance("credits.available")).isEqualTo("3000000");
    }

    private static void corrects(Page page, String amount) {
        page.locator("#search").fill("Corrected Studio");
        page.keyboard().press("Enter");
        page.locator("#teams button", having("Corrected Studio")).first().click();
        page.getByText("Adjust a balance").click();
        page.locator("#adjust-amount").fill(amount);
        page.locator("#adjust-reason").fill("goodwill");
        page.getByText("Continue").click();
        page.getByText("Yes, adjust by").click();
    }

    private static Page.LocatorOptions having(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
