package com.wevion.credits.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.browser.Browsing;
import com.wevion.credits.dev.browser.Screenshots;
import com.wevion.credits.dev.browser.WithBrowser;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The contract can be read in a browser that reaches nothing but the service. */
@WithService
@WithBrowser
class ContractPageIT {
    private final LocalService service;

    ContractPageIT(LocalService service) {
        this.service = service;
    }

    @Test
    void showsAnOperationWithItsExampleAndAsksNobodyElse(Browsing browsing) {
        List<String> asked = new CopyOnWriteArrayList<>();
        Page page = browsing.window();
        page.onRequest(request -> asked.add(request.url()));

        page.navigate(service.baseUrl() + "/contract.html");
        Office.ready(page).waitFor();
        Screenshots.take(page, "contract");
        page.locator("#operations-tag-Catalogue button").click();
        Locator quote = page.locator("#operations-Catalogue-quote");
        quote.locator("button.opblock-summary-control").click();

        assertThat(quote.locator(".opblock-section-request-body")).containsText("FLUX_2_PRO");
        assertThat(quote.locator(".responses-table")).containsText("urn:credits:problem:unpriceable");
        quote.locator(".examples-select-element").first().selectOption("Eight seconds of video by the cheapest engine");
        assertThat(quote.locator(".opblock-section-request-body")).containsText("\"seconds\": 8");
        quote.locator("button[data-name=model]").first().click();
        assertThat(quote.locator(".opblock-section-request-body"))
                .containsText(Pattern.compile("QuoteRequest|variants"));
        quote.scrollIntoViewIfNeeded();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(java.nio.file.Path.of("target/screenshots/contract-operation.png")));
        assertThat(asked).contains(service.baseUrl() + "/openapi").allMatch(url -> url.startsWith(service.baseUrl()));
        assertThat(browsing.problems()).isEmpty();
    }
}
