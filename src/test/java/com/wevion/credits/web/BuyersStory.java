package com.wevion.credits.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.wevion.credits.dev.Chat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The actions of Olga. Each step returns in words what she does and sees. */
final class BuyersStory {
    private static final String SAME_DOCUMENT = "window.sameDocument";

    private final Office office;
    private final Page page;
    private String payment;

    BuyersStory(Office office, Page page) {
        this.office = office;
        this.page = page;
    }

    private Locator pill() {
        return page.locator("credit-pill button");
    }

    private Locator dialog() {
        return page.locator("credit-packages dialog");
    }

    private void goTo(String area, String link) {
        page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName(area))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(link))
                .click();
    }

    private void arrive(String title) {
        assertThat(page.locator("h1")).hasText(title);
        Office.ready(page).waitFor();
    }

    /** From now on {@link #isStillTheSame} says whether the page was loaded again. */
    private void remember() {
        page.evaluate(SAME_DOCUMENT + " = true");
    }

    private void isStillTheSame() {
        assertThat(page.evaluate(SAME_DOCUMENT)).as("no reload").isEqualTo(true);
    }

    String signsIn() {
        office.enter(page, Person.OLGA, "/");
        assertThat(pill()).hasAccessibleName("150 credits left; buy more");
        assertThat(page.locator("#available")).hasText("150");
        remember();
        return pill().innerText();
    }

    String seesTheBalanceGoDown(String left, String label) {
        Chat.charged(office.api(Person.BEN), office.team(), 2_000, 1_000);
        while (left.equals("0") && !office.team().balance("credits.available").equals("0")) {
            Chat.charged(office.api(Person.BEN), office.team(), 2_000, 1_000);
        }
        assertThat(office.team().balance("credits.available")).isEqualTo(left);
        assertThat(pill()).hasAccessibleName(left + " credits left, " + label.toLowerCase(Locale.ROOT) + "; buy more");
        assertThat(pill().locator(".label")).hasText(label);
        assertThat(page.locator("#available")).hasText(left);
        isStillTheSame();
        return pill().innerText();
    }

    String isRefused() {
        goTo("Areas", "Playground");
        arrive("Playground");
        remember();
        int lines = office.team().history().size();
        Response answer = page.waitForResponse(
                Pattern.compile("/chat/messages$"), () -> page.locator("#send").click());
        assertThat(answer.status()).isEqualTo(402);
        assertThat(dialog()).isVisible();
        assertThat(dialog().getByRole(AriaRole.HEADING).first()).hasText("Buy credits");
        assertThat(page.locator(".talk .refused")).isVisible();
        assertThat(office.team().history()).hasSize(lines);
        return "402, and the dialog opened by itself: "
                + page.locator(".talk .refused").innerText();
    }

    private Page goesToTheCheckout() {
        Page checkout = page.waitForPopup(() -> page.locator("#buy-STARTER").click());
        checkout.waitForURL(Pattern.compile("/c/pay/"));
        assertThat(checkout.locator("#amount")).hasText("5.00 USD");
        assertThat(dialog().getByText("Waiting for the payment")).isVisible();
        return checkout;
    }

    String cancels() {
        Page checkout = goesToTheCheckout();
        checkout.locator("#cancel").click();
        assertThat(checkout.locator("#outcome")).hasText("Nothing was paid and nothing was added.");
        assertThat(office.team().balance("credits.balance")).isEqualTo("0");
        checkout.close();
        page.bringToFront();
        assertThat(pill()).hasAccessibleName("0 credits left, empty; buy more");
        dialog().getByText("Back to the packages").click();
        return "nothing was paid, nothing was added";
    }

    String pays() {
        Page checkout = goesToTheCheckout();
        checkout.locator("#pay").click();
        assertThat(checkout.locator("#outcome")).containsText("5,000 credits were added for US$5.00.");
        payment = checkout.locator("#payment").innerText();
        JsonNode purchase = ok(office.team().owner().get(office.team().path("/purchases")))
                .json()
                .at("/items/0");
        assertThat(purchase.path("status").asText()).isEqualTo("PAID");
        assertThat(purchase.path("stripePayment").asText()).isEqualTo(payment);
        return "5,000 credits were added, payment " + payment;
    }

    String seesTheBalanceRise() {
        page.bringToFront();
        assertThat(pill()).hasAccessibleName("5,000 credits left; buy more");
        assertThat(dialog()).containsText("5,000 credits were added.");
        assertThat(dialog()).containsText(payment);
        isStillTheSame();
        assertThat(office.team().balance("credits.available")).isEqualTo("5000");
        dialog().getByText("Done").click();
        assertThat(dialog()).not().isVisible();
        return pill().innerText();
    }

    String isAnswered() {
        page.locator("#prompt").fill("How do credits work?");
        page.locator("#send").click();
        Locator cost = page.locator(".talk .cost").last();
        assertThat(cost).containsText("input and");
        JsonNode line = office.team().history().get(0);
        assertThat(line.path("service").asText()).isEqualTo("CHAT");
        assertThat(line.at("/user/displayName").asText()).isEqualTo(Person.OLGA.fullName());
        String charged = line.path("amount").asText().replace("-", "");
        assertThat(cost).containsText("Cost " + charged + " credits");
        assertThat(page.locator("credit-history tbody tr").first()).containsText("-" + charged + " credits");
        return cost.innerText();
    }

    String findsThePayment() {
        goTo("Areas", "Team");
        arrive("Overview");
        goTo("Team", "History");
        arrive("History");
        assertThat(page.locator(".lines tbody tr"))
                .hasCount(office.team().history().size());
        Locator row = page.locator(".lines tbody tr", new Page.LocatorOptions().setHasText(payment));
        assertThat(row).hasCount(1);
        assertThat(row).containsText("Purchase");
        assertThat(row).containsText("+5,000 credits");
        assertThat(row).containsText(Person.OLGA.fullName());
        return row.innerText();
    }

    String hasTheChargeExplained() {
        JsonNode line = office.team().history().get(0);
        page.locator(".lines tbody button").first().click();
        Locator box = page.getByRole(AriaRole.DIALOG);
        assertThat(box.locator("h2")).hasText("Explain this charge: AI Chat");
        assertThat(box.locator("table tbody tr").first()).containsText("input token");
        String charged = line.path("amount").asText().replace("-", "");
        assertThat(box.locator("table tr").last()).containsText(charged);
        assertThat(box).containsText(line.at("/reference/id").asText());
        String seen = box.locator("p").first().innerText();
        assertThat(seen).contains(Person.OLGA.fullName(), charged + " credits");
        page.keyboard().press("Escape");
        assertThat(box).hasCount(0);
        return seen;
    }
}
