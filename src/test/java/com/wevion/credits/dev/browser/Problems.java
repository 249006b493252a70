package com.wevion.credits.dev.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The problems that must not occur in a window: an error on the console, among them those of the content security policy; an uncaught
 * exception; a request that failed or was blocked, or answered 500 or more; a missing file of the page. A refusal of the API, 400 to 499,
 * is none.
 */
final class Problems {
    /** Chromium says so on the console of each answer from 400 on; those that matter are found by themselves. */
    private static final String REFUSED = "Failed to load resource: the server responded with a status of";

    /** The page went elsewhere or does not want the answer any more. */
    private static final String GIVEN_UP = "net::ERR_ABORTED";

    private static final Set<String> FILES = Set.of("script", "stylesheet", "image", "font");

    private final List<String> log = new ArrayList<>();
    private final List<String> found = new ArrayList<>();
    private final List<String> allowed = new ArrayList<>();

    void watch(BrowserContext context) {
        context.onConsoleMessage(this::said);
        context.onWebError(error -> report("uncaught: " + error.error()));
        context.onRequestFailed(this::failed);
        context.onResponse(this::answered);
    }

    private void said(ConsoleMessage message) {
        String line = "console " + message.type() + ": " + message.text() + " (" + message.location() + ")";
        if (message.type().equals("error") && !message.text().startsWith(REFUSED)) {
            report(line);
        } else {
            log.add(line);
        }
    }

    private void failed(Request request) {
        String line = request.method() + " " + request.url() + " failed: " + request.failure();
        if (GIVEN_UP.equals(request.failure())) {
            log.add(line);
        } else {
            report(line);
        }
    }

    private void answered(Response response) {
        Request request = response.request();
        int status = response.status();
        if (status >= 500 || status >= 400 && FILES.contains(request.resourceType())) {
            report(request.method() + " " + request.url() + " answered " + status);
        } else if (status >= 400) {
            log.add(request.method() + " " + request.url() + " answered " + status);
        }
    }

    private void report(String problem) {
        log.add(problem);
        found.add(problem);
    }

    void allow(String text) {
        allowed.add(text);
    }

    List<String> found() {
        return found.stream()
                .filter(problem -> allowed.stream().noneMatch(problem::contains))
                .toList();
    }

    /** Everything that was said, in its order. */
    List<String> log() {
        return log;
    }
}
