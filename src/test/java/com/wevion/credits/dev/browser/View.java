package com.wevion.credits.dev.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;

/**
 * A window and its user.
 *
 * @param width of the page, in CSS pixels
 * @param height of the visible part, in CSS pixels
 * @param scheme the value of {@code prefers-color-scheme}
 * @param locale language and region, as in {@code de-DE}
 * @param zone time zone, as in {@code Asia/Tokyo}
 */
public record View(int width, int height, ColorScheme scheme, String locale, String zone) {
    /** A laptop: 1280 pixels, light, British English, UTC. */
    public static final View WIDE = new View(1280, 800, ColorScheme.LIGHT, "en-GB", "UTC");

    /** A telephone: 390 pixels, otherwise as {@link #WIDE}. */
    public static final View NARROW = new View(390, 844, ColorScheme.LIGHT, "en-GB", "UTC");

    /** The same in the dark. */
    public View dark() {
        return new View(width, height, ColorScheme.DARK, locale, zone);
    }

    /** The same for somebody of another language. */
    public View in(String otherLocale) {
        return new View(width, height, scheme, otherLocale, zone);
    }

    /** The same for somebody in another time zone. */
    public View at(String otherZone) {
        return new View(width, height, scheme, locale, otherZone);
    }

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale(locale)
                .setTimezoneId(zone);
    }
}
