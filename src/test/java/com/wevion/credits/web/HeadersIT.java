package com.wevion.credits.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The headers that tell a browser what it may do with our answers, and which other sites may ask. */
@WithService
class HeadersIT {
    private static final Path PAGES = Path.of("src/main/webapp");
    private static final String HOST = "https://host.example";
    private static final String STRANGER = "https://evil.example";

    private final Api nobody;
    private final String balance = "/api/v1/teams/" + UUID.randomUUID() + "/balance";

    HeadersIT(LocalService service) {
        nobody = Api.nobody(service);
    }

    @Test
    void everyPageRunsItsOwnFilesOnlyAndIsFramedByNobody() {
        assertThat(pages()).hasSizeGreaterThan(3).allSatisfy(page -> {
            Api.Answer answer = nobody.send("GET", page, null);
            assertThat(answer.status()).as(page).isEqualTo(200);
            assertProtected(answer);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
        });
    }

    @Test
    void errorsAreProtectedToo() {
        for (String path : List.of("/nothing.html", balance, "/api/v1/nothing")) {
            assertProtected(nobody.send("GET", path, null));
        }
    }

    @Test
    void leadsWhoeverIsLostHome() {
        Api.Answer answer = nobody.send("GET", "/desk/nothing", null, "Accept", "text/html,application/xhtml+xml,*/*");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).contains("There is no such page");
        assertProtected(answer);
        assertThat(nobody.send("GET", "/api/v1/nothing", null, "Accept", "text/html")
                        .problem())
                .isEqualTo("not-found");
    }

    @Test
    void whatTheServerItselfAnswersIsProtectedToo() {
        for (String path : List.of("/health/live", "/openapi", "/metrics")) {
            assertProtected(nobody.send("GET", path, null));
        }
    }

    private static void assertProtected(Api.Answer answer) {
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe-", "*");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
    }

    @Test
    void letsTheSitesOfTheSettingCallTheApi() {
        Api.Answer asked =
                nobody.send("OPTIONS", balance, null, "Origin", HOST, "Access-Control-Request-Method", "GET");
        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .contains("Authorization", "Idempotency-Key");
        assertThat(allowed(asked)).isEqualTo(HOST);
    }

    @Test
    void letsThemReadRefusalsToo() {
        assertThat(allowed(nobody.send("GET", balance, null, "Origin", HOST))).isEqualTo(HOST);
        Api.Answer forged = nobody.send("GET", balance, null, "Origin", HOST, "Authorization", "Bearer x.y.z");
        assertThat(forged.status()).isEqualTo(401);
        assertThat(allowed(forged)).isEqualTo(HOST);
    }

    @Test
    void letsNoOtherSiteIn() {
        Api.Answer asked =
                nobody.send("OPTIONS", balance, null, "Origin", STRANGER, "Access-Control-Request-Method", "GET");
        assertThat(allowed(asked)).isNull();
        assertThat(allowed(nobody.send("GET", balance, null, "Origin", STRANGER)))
                .isNull();
    }

    @Test
    void takesNoCookiesFromOtherSites() {
        Api.Answer answer = nobody.send("GET", balance, null, "Origin", HOST);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @Test
    void letsEverySiteLoadTheWidgets() {
        Api.Answer answer = nobody.send("GET", "/widgets/credits.js", null, "Origin", STRANGER);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(allowed(answer)).isEqualTo("*");
        assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).contains("cross-origin");
    }

    private static String allowed(Api.Answer answer) {
        return answer.headers().firstValue("Access-Control-Allow-Origin").orElse(null);
    }

    private static List<String> pages() {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .map(file -> "/" + PAGES.relativize(file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
