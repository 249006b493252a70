package com.wevion.credits.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.browser.Accessibility;
import com.wevion.credits.dev.browser.Fit;
import com.wevion.credits.dev.browser.Screenshots;
import java.util.Map;

/** The requests of Ben, whose monthly cap is 80 credits, and Olga's answers. Each step returns what was seen. */
final class RequestsStory {
    private final Office office;
    private final Page ben;
    private final Page olga;

    RequestsStory(Office office, Page ben, Page olga) {
        this.office = office;
        this.ben = ben;
        this.olga = olga;
        office.team().adjust("CREDITS", "5000");
        office.team().join(Person.BEN.id(), Person.BEN.fullName(), "MEDIA_BUYER", Map.of("monthlyCapCredits", "80"));
        Chat.charged(office.api(Person.BEN), office.team(), 5_000, 1_000);
    }

    private Locator notice() {
        return ben.locator("credit-notice dialog");
    }

    private static void look(Page page, String name) {
        Screenshots.take(page, name);
        Fit.check(page, name);
        Accessibility.check(page, name);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private JsonNode latest() {
        return ok(office.api(Person.OLGA).get(office.team().path("/approvals?limit=1")))
                .json()
                .at("/items/0");
    }

    private String sendsAMessage() {
        ben.locator("#send").click();
        assertThat(notice()).isVisible();
        assertThat(notice().locator("h2")).hasText("Monthly cap reached");
        assertThat(Chat.admit(office.api(Person.BEN), office.team()).problem()).isEqualTo("member-cap-exceeded");
        return notice().locator("p").first().innerText();
    }

    String benIsRefused() {
        office.enter(ben, Person.BEN, "/playground.html");
        return sendsAMessage();
    }

    String benAsksInTheDialog() {
        notice().getByText("Ask for more").click();
        Locator amount = notice().getByLabel("New monthly cap, in credits");
        assertThat(amount).isFocused();
        assertThat(amount).hasValue("180");
        amount.fill("a lot");
        notice().getByText("Send the request").click();
        assertThat(notice()).containsText("must be a number");
        amount.fill("400");
        notice().getByLabel("Reason").fill("The campaign");
        look(ben, "widgets-ask");
        notice().getByText("Send the request").click();
        assertThat(notice()).containsText("You have asked for a monthly cap of 400 credits, until ");
        assertThat(latest().path("state").asText()).isEqualTo("ASKED");
        assertThat(latest().at("/request/monthlyCap").asText()).isEqualTo("400");
        assertThat(latest().at("/request/until").asText()).endsWith("-01T00:00:00Z");
        assertThat(latest().path("reason").asText()).isEqualTo("The campaign");
        return notice().locator(".note").innerText();
    }

    String benIsToldThatNobodyHasDecided() {
        notice().getByText("Close").click();
        sendsAMessage();
        assertThat(notice()).containsText("nobody has decided yet");
        assertThat(notice().getByText("Ask for more")).hasCount(0);
        return notice().locator(".note").innerText();
    }

    String olgaSeesWhatWaits() {
        office.enter(olga, Person.OLGA, "/approvals.html");
        Locator card = olga.locator("#waiting article");
        assertThat(card).hasCount(1);
        assertThat(card.locator("h3")).containsText("Ben Buyer asks for a monthly cap of 400 credits, until ");
        assertThat(card).containsText("The campaign");
        assertThat(card).containsText("A cap of 80 credits; ");
        assertThat(menu()).hasText("Requests 1 waiting");
        look(olga, "requests");
        return card.innerText();
    }

    private Locator menu() {
        return olga.locator(".pages a[aria-current]");
    }

    String olgaApproves() {
        button(olga, "Approve").click();
        assertThat(olga.locator("#message")).containsText("Approved for Ben Buyer: a monthly cap of 400 credits");
        assertThat(olga.locator("#waiting")).hasCount(0);
        assertThat(menu()).hasText("Requests");
        assertThat(olga.locator(".requests tbody tr")).containsText("Approved");
        assertThat(latest().path("state").asText()).isEqualTo("APPROVED");
        Chat.charged(office.api(Person.BEN), office.team(), 2_000, 1_000);
        return olga.locator("#message").innerText();
    }

    String benAsksOnThePage() {
        office.open(ben, "/approvals.html");
        assertThat(ben.locator("main")).containsText("400 credits a month");
        button(ben, "Ask for a higher cap").click();
        Locator dialog = ben.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("New monthly cap").fill("400");
        dialog.getByText("Ask", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(dialog.locator("#field-monthlyCap-wrong")).hasText("must be more than your cap, 400");
        dialog.getByLabel("New monthly cap").fill("9000");
        dialog.getByLabel("Reason").fill("More");
        look(ben, "requests-ask");
        dialog.getByText("Ask", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(ben.locator("#message")).containsText("A monthly cap of 9,000 credits");
        assertThat(ben.locator(".requests tbody tr").first()).containsText("Waiting");
        assertThat(button(ben, "Approve")).hasCount(0);
        assertThat(latest().at("/request/monthlyCap").asText()).isEqualTo("9000");
        return ben.locator("#message").innerText();
    }

    String olgaRefuses() {
        office.open(olga, "/approvals.html");
        button(olga, "Refuse …").click();
        Locator dialog = olga.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Reason").fill("Next month");
        look(olga, "requests-refuse");
        dialog.getByText("Refuse", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(olga.locator("#message")).containsText("Refused for Ben Buyer");
        assertThat(dialog).hasCount(0);
        assertThat(latest().path("state").asText()).isEqualTo("REFUSED");
        assertThat(latest().path("decisionReason").asText()).isEqualTo("Next month");
        return olga.locator("#message").innerText();
    }

    String benReadsWhy() {
        office.open(ben, "/approvals.html");
        Locator row = ben.locator(".requests tbody tr").first();
        assertThat(row).containsText("Refused");
        assertThat(row).containsText("Next month");
        assertThat(ben.locator(".requests tbody tr")).hasCount(2);
        look(ben, "requests-of-a-member");
        return row.innerText();
    }

    String olgaRaisesTheLimitAndIsToldToBuy() {
        office.limit("50");
        ask(Map.of("kind", "SPENDING_LIMIT", "spendingLimit", "80"));
        ask(Map.of("kind", "MORE_CREDITS", "credits", "5000"));
        office.open(olga, "/approvals.html");
        Locator cards = olga.locator("#waiting article");
        assertThat(cards).hasCount(2);
        assertThat(cards.first()).containsText("Ben Buyer asks for 5,000 credits to be bought");
        assertThat(cards.first()).containsText("Your approval buys nothing");
        assertThat(cards.last()).containsText("A limit of US$50.00");
        look(olga, "requests-of-more-kinds");
        cards.first().getByText("Buy credits").click();
        assertThat(olga.locator("credit-packages dialog")).isVisible();
        olga.keyboard().press("Escape");
        cards.last().getByText("Approve").click();
        assertThat(olga.locator("#message")).containsText("a spending limit of US$80.00");
        assertThat(ok(office.api(Person.BEN).get(office.team().path("/settings")))
                        .text("creativeSpendingLimit"))
                .isEqualTo("80");
        return olga.locator("#message").innerText();
    }

    private void ask(Map<String, String> wish) {
        ok(office.api(Person.BEN).post(office.team().path("/approvals"), wish));
    }

    String olgaCannotAnswerHerself() {
        office.team().join(Person.OLGA.id(), Person.OLGA.fullName(), "OWNER", Map.of("monthlyCapCredits", "10"));
        ok(office.api(Person.OLGA)
                .post(office.team().path("/approvals"), Map.of("account", "CREDITS", "monthlyCap", "20")));
        office.open(olga, "/approvals.html");
        Locator card = olga.locator("#waiting article").first();
        assertThat(card).containsText("You ask for a monthly cap of 20 credits");
        assertThat(card).containsText("Another person has to decide, because you asked for it yourself.");
        assertThat(card.locator("button")).hasCount(0);
        look(olga, "requests-of-the-owner");
        return card.innerText();
    }
}
