package com.wevion.credits.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.Receiver;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.browser.Accessibility;
import com.wevion.credits.dev.browser.Browsing;
import com.wevion.credits.dev.browser.Fit;
import com.wevion.credits.dev.browser.Screenshots;
import com.wevion.credits.dev.browser.WithBrowser;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The pages of webhooks. Deliveries that fail are tried four times here, a second apart. */
@WithService
@WithBrowser
class WebhookPagesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Office office;

    WebhookPagesIT(LocalService service) {
        office = Office.of(service, "Told Studio");
    }

    @Test
    void anOwnerMakesOneSeesWhatItsReceiverMissesAndSendsItAgain(Browsing browsing) {
        Page page = browsing.window();
        office.signIn(page, Person.OLGA);
        office.open(page, "/webhooks.html");
        try (Receiver receiver = Receiver.answering(500)) {
            String secret = make(page, receiver.url());
            assertThat(secret).startsWith("whsec_");
            office.team().adjust("CREDITS", "1000");
            office.team().adjust("CREDITS", "-950");
            await().atMost(PATIENCE).until(() -> receiver.received().size() == 4);

            office.open(page, "/webhooks.html");
            Locator webhook = page.locator("main table").first().locator("tbody tr");
            assertThat(webhook).containsText("The balance is low");
            webhook.getByText("Deliveries").click();
            page.selectOption("#delivery-state", "DEAD");
            Locator delivery = page.locator("main table").last().locator("tbody tr");
            assertThat(delivery).containsText("It answered 500.");
            Screenshots.take(page, "webhooks");
            Fit.check(page, "webhooks");
            Accessibility.check(page, "webhooks");
            receiver.answers(204);
            delivery.getByText("Send again").click();

            assertThat(page.locator("#message")).containsText("is sent again.");
            await().atMost(PATIENCE).until(() -> receiver.received().size() == 5);
            assertThat(receiver.received().get(4).isSignedWith(secret)).isTrue();
            assertThat(receiver.received()).extracting(Receiver.Received::id).containsOnly(id(receiver));
        }
    }

    @Test
    void anOwnerRotatesItsSecretAndRemovesIt(Browsing browsing) {
        Page page = browsing.window();
        office.signIn(page, Person.OLGA);
        office.open(page, "/webhooks.html");
        try (Receiver receiver = Receiver.answering(204)) {
            String secret = make(page, receiver.url());
            Locator webhook = page.locator("main table").first().locator("tbody tr");

            webhook.getByText("Rotate …").click();
            page.selectOption("#field-overlapHours", "0");
            page.getByText("Make the new secret").click();
            assertThat(page.locator("#dialog-title")).hasText("The webhook has a new secret");
            String other = page.inputValue("#secret");
            page.getByText("Close").click();
            office.team().adjust("CREDITS", "1000");
            office.team().adjust("CREDITS", "-950");
            await().atMost(PATIENCE).until(() -> receiver.received().size() == 1);
            assertThat(receiver.received().get(0).isSignedWith(other)).isTrue();
            assertThat(receiver.received().get(0).isSignedWith(secret)).isFalse();

            webhook.getByText("Remove …").click();
            page.locator("dialog")
                    .getByText("Remove", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.locator("#message")).containsText("is removed.");
            assertThat(page.locator("main .note")).containsText("No webhooks yet.");
        }
    }

    private static String id(Receiver receiver) {
        return receiver.received().get(0).id();
    }

    /** Makes one that is told when the balance is low; its secret. */
    private static String make(Page page, String url) {
        page.click("#add");
        page.fill("#field-url", url);
        page.getByText("Make the webhook").click();
        assertThat(page.locator("#field-types-wrong")).hasText("choose what it is told of");
        page.getByLabel("The balance is low").check();
        page.getByText("Make the webhook").click();
        assertThat(page.locator("#dialog-title")).hasText("The webhook is made");
        String secret = page.inputValue("#secret");
        page.getByText("Close").click();
        return secret;
    }
}
