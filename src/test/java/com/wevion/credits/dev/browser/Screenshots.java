package com.wevion.credits.dev.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;

/** Pictures of pages for people to look at: {@code target/screenshots/<name>-<width>-<light|dark>.png}. */
public final class Screenshots {
    private static final Path FOLDER = Path.of("target/screenshots");
    private static final int[] WIDTHS = {View.WIDE.width(), View.NARROW.width()};

    private Screenshots() {}

    /** Takes the whole page as it stands, at 1280 and 390 pixels, light and dark. */
    public static void take(Page page, String name) {
        for (int width : WIDTHS) {
            for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                Look look = new Look(width, scheme);
                Path file = FOLDER.resolve(name + "-" + width + "-" + look.schemeName() + ".png");
                look.during(
                        page,
                        () -> page.screenshot(new Page.ScreenshotOptions()
                                .setFullPage(true)
                                .setAnimations(ScreenshotAnimations.DISABLED)
                                .setPath(file)));
            }
        }
    }
}
