package com.wevion.credits.dev.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.function.Function;

/** The weight of a page at its first view, with nothing in the cache: {@code target/browser/weights.md}. */
public final class PageWeight {
    private static final long MAX_BYTES = 200_000;
    private static final Report REPORT = new Report(Chromium.FOLDER.resolve("weights.md"), """
            # First views, with nothing in the cache

            | page | requests | bytes transferred | interactive after ms |
            |---|---|---|---|
            """);

    private PageWeight() {}

    /**
     * Opens an address in a new window.
     *
     * @param ready an element that the page shows once people can use it
     * @return the page, loaded and ready
     * @throws AssertionError if more than 200 kB were transferred for it; the time is reported only
     */
    public static Page check(Browsing browsing, String name, String address, Function<Page, Locator> ready) {
        return check(browsing.window(), name, address, ready);
    }

    /** As the other, in a window that has shown nothing yet, but in which somebody may be signed in. */
    public static Page check(Page page, String name, String address, Function<Page, Locator> ready) {
        Transfers transfers = Transfers.of(page);
        page.navigate(address, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        ready.apply(page).waitFor();
        long millis = ((Number) page.evaluate("Math.round(performance.now())")).longValue();
        page.waitForLoadState();
        page.waitForCondition(transfers::settled);
        REPORT.add("| %s | %d | %d | %d |%n".formatted(name, transfers.each().size(), transfers.total(), millis));
        assertThat(transfers.total())
                .as("bytes of the first view of %s: %s", name, transfers.each())
                .isPositive()
                .isLessThanOrEqualTo(MAX_BYTES);
        return page;
    }
}
