package com.wevion.credits.dev.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The one browser of this JVM. It finds nothing but this machine: what a page asks of others fails. */
final class Chromium implements AutoCloseable {
    /** The folder for the output of tests in the browser. */
    static final Path FOLDER = Path.of("target/browser").toAbsolutePath();

    private static final Path DRIVER = Path.of("target/playwright").toAbsolutePath();
    private static final String PROGRAM = System.getProperty("credits.test.browser", "/usr/bin/chromium");
    private static final int PATIENCE_MILLIS = 30_000;
    private static final List<String> ONLY_THIS_MACHINE =
            List.of("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright) {
        this.playwright = playwright;
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(PROGRAM))
                        // Chromium refuses to be root in its sandbox.
                        .setChromiumSandbox(!"root".equals(System.getProperty("user.name")))
                        .setArgs(ONLY_THIS_MACHINE));
    }

    static boolean isInstalled() {
        return Files.isExecutable(Path.of(PROGRAM));
    }

    static boolean isRequired() {
        return Boolean.getBoolean("credits.test.browser.required");
    }

    /** The advice to install it. */
    static String howToInstall() {
        return "No browser at " + PROGRAM
                + ": install Debian's package chromium (apt-get install chromium), or name another"
                + " Chromium by -Dcredits.test.browser=<program>";
    }

    /**
     * Starts it; only the program that is there, nothing is downloaded.
     *
     * @throws StartFailure if it is not installed
     */
    static Chromium start() {
        if (!isInstalled()) {
            throw new StartFailure(howToInstall());
        }
        DataFolder.delete(FOLDER);
        DataFolder.delete(DRIVER);
        try {
            Files.createDirectories(DRIVER);
        } catch (IOException e) {
            throw new StartFailure(DRIVER + " cannot be made", e);
        }
        // As long as it waits for everything else.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        System.setProperty("playwright.driver.tmpdir", DRIVER.toString());
        return new Chromium(Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))));
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
