package com.wevion.credits.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.wevion.credits.dev.Api;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The work of Sue on an invoice that does not agree with the records. Each step returns what she saw. */
final class OperatorsStory {
    private static final Locator.WaitForOptions A_RUN = new Locator.WaitForOptions().setTimeout(90_000);
    private static final String TODAY = LocalDate.now(ZoneOffset.UTC).toString();

    private final Api admin;
    private final Page page;
    private final String provider =
            "P" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    OperatorsStory(Api admin, Page page) {
        this.admin = admin;
        this.page = page;
    }

    String signsIn(String baseUrl) {
        page.navigate(baseUrl + "/desk/reconciliation.html");
        Office.choose(page, Person.SUE);
        assertThat(page.locator("h1")).hasText("Reconciliation");
        return page.locator("h1").innerText();
    }

    String uploads() {
        page.locator("summary", saying("Upload an invoice file")).click();
        page.locator("#provider").fill(provider);
        page.locator("#file").setInputFiles(new FilePayload("invoice.csv", "text/csv", invoice()));
        page.locator("#import button").click();
        Locator said = page.locator("#imported .note");
        assertThat(said).containsText("1 row accepted, 0 refused.");
        return said.innerText();
    }

    private static Page.LocatorOptions saying(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    /** Neither file names an account, so that it may be a correction or a further part. */
    String isAskedWhatAFurtherFileReplaces() {
        String further = new String(invoice(), StandardCharsets.UTF_8).replace("0.12", "0.13");
        page.locator("#file")
                .setInputFiles(new FilePayload("again.csv", "text/csv", further.getBytes(StandardCharsets.UTF_8)));
        page.locator("#import button").click();
        Locator asked = page.locator("#imported fieldset");
        assertThat(asked).containsText("invoice.csv (1 row)");
        String said = page.locator("#imported .note").innerText();
        asked.locator("button", new Locator.LocatorOptions().setHasText("Leave the file out"))
                .click();
        assertThat(page.locator("#imported .note")).hasText("The file was left out.");
        assertThat(page.locator("#imports tbody tr").first()).containsText("Refused");
        return said;
    }

    private static byte[] invoice() {
        return invoice("FLUX_2_PRO", "ghost");
    }

    private static byte[] invoice(String sku, String request) {
        String header =
                "BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,SkuId,ConsumedQuantity,ConsumedUnit,"
                        + "x_ProviderRequestId";
        return (header + "\n0.12,USD,Usage," + TODAY + "," + sku + ",4,Images," + request + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    String reconciles() {
        page.locator("summary", saying("Start a run")).click();
        page.locator("#first-day").fill(TODAY);
        page.locator("#last-day").fill(TODAY);
        page.locator("#only").fill(provider);
        page.locator("#start button").click();
        page.locator("#breaks tbody tr", saying(provider)).waitFor(A_RUN);
        assertThat(page.locator("#breaks tbody tr")).hasCount(1);
        JsonNode run = ok(admin.get("/reconciliation/runs?limit=1")).json().at("/items/0");
        assertThat(run.path("provider").asText()).isEqualTo(provider);
        assertThat(run.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(run.path("breaks").asInt()).isEqualTo(1);
        return page.locator("#breaks tbody tr").innerText();
    }

    String opensTheBreak() {
        page.locator("#breaks tbody button").click();
        Locator title = page.locator("#dialog-title");
        assertThat(title).containsText("US$0.12");
        assertThat(page.locator("dialog[open]")).containsText("We have no record of it.");
        assertThat(page.locator("dialog[open] table").first()).containsText("ghost");
        return title.innerText();
    }

    String disputesIt() {
        page.locator("#detail-state").selectOption("DISPUTED");
        page.locator("#detail-owner").fill("Sue");
        page.locator("#detail-note").fill("Asked them which work this was.");
        page.locator("dialog[open] .buttons .primary").click();
        assertThat(page.locator("dialog[open]")).not().isVisible();
        Locator row = page.locator("#breaks tbody tr");
        assertThat(row).containsText("Disputed");
        assertThat(row).containsText("Sue");
        JsonNode run = ok(admin.get("/reconciliation/runs?limit=1")).json().at("/items/0");
        JsonNode kept = ok(admin.get("/reconciliation/runs/" + run.path("runId").asText() + "/breaks"))
                .json()
                .at("/items/0");
        assertThat(kept.path("state").asText()).isEqualTo("DISPUTED");
        assertThat(kept.path("owner").asText()).isEqualTo("Sue");
        JsonNode change = ok(admin.get(
                        "/reconciliation/breaks/" + kept.path("breakId").asText()))
                .json()
                .at("/changes/0");
        assertThat(change.path("note").asText()).isEqualTo("Asked them which work this was.");
        return row.innerText();
    }

    String entersACurrencyRateAndTakesItBack() {
        page.locator("summary", saying("Enter a currency rate")).click();
        page.locator("#rate-currency").fill("EUR");
        page.locator("#rate-usd").fill("1.087");
        page.locator("#rate-provider").fill(provider);
        page.locator("#rate-note").fill("From the bank's letter");
        page.locator("#enter-rate button").click();
        assertThat(page.locator("#enter-rate .outcome")).containsText("One EUR is 1.087 USD");
        Locator row = page.locator("#rates tbody tr", saying(provider));
        assertThat(row).hasCount(1);
        assertThat(row).containsText("From the bank's letter");
        String said = row.innerText();
        row.locator("button").click();
        assertThat(row.filter(new Locator.FilterOptions().setHasText("Taken back")))
                .hasCount(1);
        JsonNode newest = ok(admin.get("/reconciliation/rates?limit=1")).json().at("/items/0");
        assertThat(newest.path("provider").asText()).isEqualTo(provider);
        assertThat(newest.path("usdPerUnit").isNull()).isTrue();
        return said;
    }

    String leavesASkuOutAndComparesItAgain() {
        page.locator("#leave-out").click();
        page.locator("#ignored-provider").fill(provider);
        page.locator("#ignored-name").fill("SEATS");
        page.locator("#ignored-reason").fill("Seats of the office, no work of ours");
        page.locator("dialog[open] .buttons .primary").click();
        assertThat(page.locator("dialog[open]")).not().isVisible();
        Locator row = page.locator("#ignored tbody tr", saying(provider));
        assertThat(row).containsText("Seats of the office, no work of ours");
        assertThat(ignored()).containsExactly("SEATS");
        String said = row.innerText();
        row.locator("button").click();
        assertThat(row).hasCount(0);
        assertThat(ignored()).isEmpty();
        return said;
    }

    private List<String> ignored() {
        JsonNode items =
                ok(admin.get("/reconciliation/ignored?limit=100")).json().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.path("provider").asText().equals(provider))
                .map(item -> item.path("name").asText())
                .toList();
    }

    /** The proposed costs wait in the draft for somebody to complete them. */
    String putsAnUnknownSkuIntoTheDraftOfThePriceList() {
        page.locator("#file").setInputFiles(new FilePayload("news.csv", "text/csv", invoice("NEWS-7", "other")));
        page.locator("#import button").click();
        page.locator("#imported button", saying("Nothing: both count")).click();
        assertThat(page.locator("#imported .note")).containsText("1 row accepted, 0 refused.");
        page.locator("#imports tbody tr", saying("news.csv"))
                .filter(new Locator.FilterOptions().setHasText("In use"))
                .locator("button")
                .click();
        assertThat(page.locator("#unknown-skus tbody tr")).containsText("NEWS-7");
        page.locator("#map-skus").click();
        page.waitForFunction(
                "texts => texts.every(text => [...document.querySelectorAll('#draft input')].some(input => input.value === text))",
                List.of(provider, "NEWS-7", "0.03"));
        return page.locator("h1").innerText();
    }
}
