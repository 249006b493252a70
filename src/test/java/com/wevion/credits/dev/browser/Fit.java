package com.wevion.credits.dev.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

/** Checks that a page fits a telephone. */
public final class Fit {
    private static final String TOO_WIDE =
            "document.documentElement.scrollWidth - document.documentElement.clientWidth";

    private Fit() {}

    /** @throws AssertionError if the page has to be scrolled sideways at 390 pixels; a region of it may */
    public static void check(Page page, String name) {
        new Look(View.NARROW.width(), ColorScheme.LIGHT)
                .during(
                        page,
                        () -> assertThat(page.evaluate(TOO_WIDE))
                                .as("pixels by which " + name + " is too wide")
                                .isEqualTo(0));
    }
}
