package com.wevion.credits.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.MailServer;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.browser.Accessibility;
import com.wevion.credits.dev.browser.Browsing;
import com.wevion.credits.dev.browser.Fit;
import com.wevion.credits.dev.browser.Screenshots;
import com.wevion.credits.dev.browser.WithBrowser;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The pages with which a member chooses its mails and follows the links in them. */
@WithService(setsClock = true)
@WithBrowser
class MailPagesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final LocalService service;
    private final String address = "olga-" + UUID.randomUUID() + "@example.com";

    MailPagesIT(LocalService service) {
        this.service = service;
    }

    @Test
    void anOwnerChoosesConfirmsIsToldAndUnsubscribes(Browsing browsing) {
        Office office = Office.of(service, "Mailed Studio");
        Page page = browsing.window();
        office.signIn(page, Person.OLGA);
        try (MailServer server = new MailServer()) {
            office.open(page, "/settings.html");
            page.fill("#field-address", address);
            page.getByText("Save what you are told of").click();
            assertThat(page.locator("#field-types-wrong")).hasText("choose what you are told of");
            page.getByLabel("The balance is low").check();
            page.selectOption("#field-language", "de");
            page.getByText("Save what you are told of").click();
            assertThat(page.locator("main .note").last()).containsText("A mail was sent to " + address);
            Screenshots.take(page, "mails");
            Fit.check(page, "mails");
            Accessibility.check(page, "mails");

            await().atMost(PATIENCE).until(() -> server.to(address).size() == 1);
            follow(page, "confirm", server.to(address).get(0), "Confirm the address");
            assertThat(page.locator("#message")).containsText("The address is confirmed.");
            office.team().adjust("CREDITS", "1000");
            office.team().adjust("CREDITS", "-950");
            await().atMost(PATIENCE).until(() -> server.to(address).size() == 2);
            assertThat(server.to(address).get(1).subject()).isEqualTo("Mailed Studio: Das Guthaben ist niedrig");

            follow(page, "unsubscribe", server.to(address).get(1), "Unsubscribe");
            assertThat(page.locator("#message")).containsText("No more mails are sent to this address.");
            assertThat(ok(office.api(Person.OLGA).get(office.team().path("/mails")))
                            .text("address"))
                    .isNull();
        }
    }

    /** Looking at the page changes nothing, as programs that check links do; its button does. */
    private void follow(Page page, String kind, MailServer.Received mail, String button) {
        page.navigate("about:blank");
        page.navigate(service.baseUrl() + "/mail.html#" + kind + "." + mail.token());
        Office.ready(page).waitFor();
        Accessibility.check(page, "mail-" + kind);
        page.getByText(button, new Page.GetByTextOptions().setExact(true)).click();
    }
}
