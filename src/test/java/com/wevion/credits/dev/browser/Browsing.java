package com.wevion.credits.dev.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The windows of one test. Each is a person's own, with no cookie, storage or cache in it; they are closed after the test. */
public final class Browsing {
    private final Browser browser;
    private final Problems problems = new Problems();
    private final List<BrowserContext> contexts = new ArrayList<>();

    Browsing(Browser browser) {
        this.browser = browser;
    }

    /** A new window as {@link View#WIDE}. */
    public Page window() {
        return window(View.WIDE);
    }

    /** A new window. */
    public Page window(View view) {
        BrowserContext context = browser.newContext(view.options());
        contexts.add(context);
        problems.watch(context);
        return context.newPage();
    }

    /** Problems with this text in them do not fail the test. */
    public void allow(String text) {
        problems.allow(text);
    }

    /** The problems so far that were not allowed, see {@link Problems}. */
    public List<String> problems() {
        pages().forEach(Browsing::catchUp);
        return problems.found();
    }

    private List<Page> pages() {
        return contexts.stream().flatMap(context -> context.pages().stream()).toList();
    }

    /** Events come before the answer to what was asked after them. */
    private static void catchUp(Page page) {
        try {
            page.evaluate("0");
        } catch (PlaywrightException e) {
            // The page is just going elsewhere: what it does there comes too late for this look.
        }
    }

    /** Writes down what each window shows, and what the consoles and the network said. */
    void keep(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("console.log"), problems.log());
            int number = 0;
            for (Page page : pages()) {
                number++;
                keep(page, folder, "window-" + number);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(Page page, Path folder, String name) throws IOException {
        try {
            Files.writeString(folder.resolve(name + ".html"), "<!-- " + page.url() + " -->\n" + page.content());
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(folder.resolve(name + ".png")));
        } catch (PlaywrightException e) {
            Files.writeString(folder.resolve(name + ".txt"), page.url() + " cannot be shown: " + e.getMessage());
        }
    }

    void close() {
        contexts.forEach(BrowserContext::close);
    }
}
