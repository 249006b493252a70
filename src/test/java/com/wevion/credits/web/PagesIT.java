package com.wevion.credits.web;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.browser.Accessibility;
import com.wevion.credits.dev.browser.Browsing;
import com.wevion.credits.dev.browser.PageWeight;
import com.wevion.credits.dev.browser.Screenshots;
import com.wevion.credits.dev.browser.WithBrowser;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Each page opens in a browser, is light, and can be used by everybody. */
@WithService
@WithBrowser
class PagesIT {
    private final LocalService service;

    PagesIT(LocalService service) {
        this.service = service;
    }

    private void look(Browsing browsing, String name, String path, Function<Page, Locator> ready) {
        Page page = PageWeight.check(browsing, name, service.baseUrl() + path, ready);
        Screenshots.take(page, name);
        Accessibility.check(page, name);
    }

    @Test
    void creditsCanBeBought(Browsing browsing) {
        TestTeam team = TestTeam.withCredits(service, "50");

        look(
                browsing,
                "purchase",
                "/purchase.html?team=" + team.id() + "#token=" + team.owner().token(),
                page -> page.locator("#buy-STARTER"));
    }

    @Test
    void aReconciliationIsShown(Browsing browsing) {
        look(
                browsing,
                "reconciliation",
                "/reconciliation.html#token=" + Api.superAdmin(service).token(),
                page -> page.locator("#result h2").first());
    }
}
