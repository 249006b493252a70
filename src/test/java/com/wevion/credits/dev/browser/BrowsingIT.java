package com.wevion.credits.dev.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests in the browser notice what is wrong with a page, and nothing where nothing is. */
@WithBrowser
class BrowsingIT {
    private static final String GOOD = "<!doctype html><html lang=\"en\"><title>Good</title><main><h1>Good</h1></main>";
    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry("/good", GOOD),
            Map.entry("/asks", GOOD + "<script src=\"asks.js\"></script>"),
            Map.entry("/asks.js", "fetch('/402').then(() => document.title = 'Asked')"),
            Map.entry("/logs", GOOD + "<script src=\"logs.js\"></script>"),
            Map.entry("/logs.js", "console.error('mended by nobody')"),
            Map.entry("/throws", GOOD + "<script src=\"throws.js\"></script>"),
            Map.entry("/throws.js", "Promise.reject(new Error('caught by nobody'))"),
            Map.entry("/inline", GOOD + "<script>document.title = 'inline'</script>"),
            Map.entry("/styled", GOOD + "<p style=\"color: red\">red</p>"),
            Map.entry("/elsewhere", GOOD + "<img alt=\"\" src=\"http://example.com/x.png\">"),
            Map.entry("/unknown", GOOD + "<script src=\"http://localhost:1/x.js\"></script>"),
            Map.entry("/misses", GOOD + "<script src=\"404\"></script>"),
            Map.entry("/breaks", GOOD + "<script src=\"breaks.js\"></script>"),
            Map.entry("/breaks.js", "fetch('/503').then(() => document.title = 'Asked')"),
            Map.entry("/pale", GOOD + "<link rel=\"stylesheet\" href=\"pale.css\"><p>Cannot be read</p><input>"),
            Map.entry(
                    "/pale.css",
                    "p { color: #eee; background: #fff } @media (prefers-color-scheme: dark) { p { color: #000 } }"),
            Map.entry("/heavy", GOOD + "<p>" + "0123456789".repeat(20_000) + "</p>"));

    private static HttpServer server;

    @BeforeAll
    static void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", BrowsingIT::answer);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = FILES.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
        String type = path.endsWith(".js") ? "text/javascript" : path.endsWith(".css") ? "text/css" : "text/html";
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src *");
        int status = path.matches("/\\d+") ? Integer.parseInt(path.substring(1)) : FILES.containsKey(path) ? 200 : 404;
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Test
    void findsNothingWhereNothingIsWrong(Browsing browsing) {
        Page page = PageWeight.check(browsing, "Good", address("/good"), shown -> shown.locator("h1"));

        Accessibility.check(page, "Good");
        Screenshots.take(page, "browsing-good");

        assertThat(browsing.problems()).isEmpty();
        assertThat(Path.of("target/screenshots/browsing-good-390-dark.png")).exists();
        assertThat(page.viewportSize().width).isEqualTo(1280);
    }

    @Test
    void takesARefusalForNoProblem(Browsing browsing) {
        Page page = browsing.window();

        page.navigate(address("/asks"));
        page.waitForCondition(() -> page.title().equals("Asked"));

        assertThat(browsing.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/logs, mended by nobody",
        "/throws, caught by nobody",
        "/inline, script-src",
        "/styled, style-src",
        "/elsewhere, ERR_NAME_NOT_RESOLVED",
        "/unknown, script-src",
        "/misses, answered 404",
        "/breaks, answered 503"
    })
    void noticesWhatIsWrong(String path, String problem, Browsing browsing, @TempDir Path folder) throws IOException {
        Page page = browsing.window(View.NARROW);
        page.navigate(address(path));
        page.waitForCondition(() -> !browsing.problems().isEmpty());

        assertThat(browsing.problems()).anySatisfy(found -> assertThat(found).contains(problem));

        browsing.keep(folder);
        assertThat(folder.resolve("console.log")).content().contains(problem);
        assertThat(folder.resolve("window-1.html")).content().contains("<h1>Good</h1>", path);
        assertThat(Files.size(folder.resolve("window-1.png"))).isPositive();
        browsing.allow(problem);
        browsing.allow("failed: csp"); // what the network says of a script that the policy forbade
        assertThat(browsing.problems()).isEmpty();
    }

    @Test
    void findsWhatHindersPeople(Browsing browsing) {
        Page page = browsing.window();
        page.navigate(address("/pale"));

        assertThatThrownBy(() -> Accessibility.check(page, "Pale"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("color-contrast")
                .hasMessageContaining("label")
                .hasMessageContaining("1280 px, light");
        assertThat(Path.of("target/axe/report.md")).content().contains("## Pale, 390 px, dark");
    }

    @Test
    void refusesAHeavyPage(Browsing browsing) {
        assertThatThrownBy(() -> PageWeight.check(browsing, "Heavy", address("/heavy"), shown -> shown.locator("h1")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/heavy=20");
    }

    @Test
    void showsThePageToEachInHisWay(Browsing browsing) {
        Page page = browsing.window(View.NARROW.dark().in("de-DE").at("Asia/Tokyo"));
        page.navigate(address("/good"));

        assertThat(page.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches, navigator.language,"
                        + " Intl.DateTimeFormat().resolvedOptions().timeZone].join()"))
                .isEqualTo("390,true,de-DE,Asia/Tokyo");
    }
}
