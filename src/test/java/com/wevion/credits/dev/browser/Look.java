package com.wevion.credits.dev.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import java.util.Locale;

/** A way to look at an open page: the same page, of another width and colour scheme. */
record Look(int width, ColorScheme scheme) {
    private static final String IS_DARK = "matchMedia('(prefers-color-scheme: dark)').matches";

    /** Does something while the page looks so, which then looks as before. */
    void during(Page page, Runnable action) {
        ViewportSize size = page.viewportSize();
        ColorScheme before = page.evaluate(IS_DARK).equals(true) ? ColorScheme.DARK : ColorScheme.LIGHT;
        try {
            change(page, width, size.height, scheme);
            action.run();
        } finally {
            change(page, size.width, size.height, before);
        }
    }

    private static void change(Page page, int width, int height, ColorScheme scheme) {
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    /** {@code light} or {@code dark}. */
    String schemeName() {
        return scheme.name().toLowerCase(Locale.ROOT);
    }
}
