package com.wevion.credits.web;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import java.util.List;

/** A page of another site that embeds the widgets by one script and a token. The browser is given it without any network. */
record HostPage(LocalService service, Page page, TestTeam team) {
    /** One of the setting {@code credits.web.origins}, as {@code ServiceExtension} has it. */
    static final String ORIGIN = "https://host.example";

    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>Studio</title>
              <style>body { background: Canvas; color: CanvasText }</style>
              <script type="module" src="%s/widgets/credits.js"></script>
            </head>
            <body>
              <main>
              <h1>Studio</h1>
              <p><button id="before">Before the pill</button> <credit-pill team="%s" token="%s"></credit-pill></p>
              <cost-estimate service="VIDEO" engine="KLING_3_0" quantity="10"></cost-estimate>
              <credit-history limit="5"></credit-history>
              </main>
              <script>
                window.seen = [];
                for (const name of ['asked', 'changed', 'purchased', 'token-needed', 'engine']) {
                  document.addEventListener('credits:' + name, ({ detail }) => window.seen.push({ name, ...detail }));
                }
              </script>
            </body>
            </html>
            """;

    /** Opens it on a site; each of its elements is of the team of the pill. */
    static HostPage open(LocalService service, Page page, TestTeam team, String token, String origin) {
        String html = HTML.formatted(service.baseUrl(), team.id(), token);
        page.route(
                origin + "/**",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody(html)));
        // The service is on this machine, for which Chromium asks the person; it does not for a service elsewhere.
        page.context()
                .grantPermissions(
                        List.of("local-network-access"),
                        new BrowserContext.GrantPermissionsOptions().setOrigin(origin));
        page.navigate(origin + "/studio");
        return new HostPage(service, page, team);
    }

    Locator pill() {
        return page.locator("credit-pill button");
    }

    Locator estimate() {
        return page.locator("cost-estimate");
    }

    Locator history() {
        return page.locator("credit-history");
    }

    Locator packages() {
        return page.locator("credit-packages dialog");
    }

    Locator notice() {
        return page.locator("credit-notice dialog");
    }

    /** From now on the page is light, whatever the reader prefers. */
    void forgetTheDark() {
        page.evaluate("document.querySelector('meta[name=color-scheme]').remove()");
    }

    /** The events that the elements sent to the page under a name, a line for each. */
    List<?> seen(String name) {
        return (List<?>) page.evaluate("name => window.seen.filter(each => each.name === name)", name);
    }
}
