package com.wevion.credits.http;

import static com.wevion.credits.http.BehindNginx.OF_THE_APPLICATION;
import static com.wevion.credits.http.BehindNginx.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.Nginx;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests that the example of an nginx lets nobody make of the service. */
@WithService
@EnabledIf(
        value = "com.wevion.credits.dev.Nginx#isInstalledOrRequired",
        disabledReason = "There is no nginx: install Debian's package nginx-light")
class NginxRefusalsIT {
    private static BehindNginx behind;

    @BeforeAll
    static void start(LocalService service) {
        behind = new BehindNginx(service, "refusals");
    }

    @AfterAll
    static void stop() {
        if (behind != null) {
            behind.close();
        }
    }

    private static void assertRefusedByNginx(String request, Integer... statuses) throws IOException {
        Exchange.Answer answer = behind.say(request);
        assertThat(answer.status()).as(request).isIn((Object[]) statuses);
        assertThat(answer.header(OF_THE_APPLICATION)).as(request).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics",
                "/metrics/",
                "/metrics?x",
                "/metrics/base",
                "/METRICS",
                "//metrics",
                "/%6detrics",
                "/./metrics",
                "/x/../metrics",
                "/api/v1/%2e%2e/%2e%2e/metrics",
                "/metrics#x",
                "/metrics.",
                "/health",
                "/health/live",
                "/health/ready",
                "///health//ready",
                "/healt%68/live",
                "/openapi",
                "/openapi?format=json",
                "/openapi.json",
                "/desk/../openapi",
                "http://credits.example/metrics"
            })
    void keepsToItselfWhatIsForTheMonitoring(String path) throws IOException {
        assertRefusedByNginx(request("GET " + path), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics;x",
                "/x;/../metrics",
                "/x/..;/metrics",
                "/metrics%3bx",
                "/x%2f..%2fmetrics",
                "/x\\..\\metrics",
                "/x%5c..%5cmetrics",
                "/metrics%00",
                "/%zz",
                "/%",
                "/a%0d%0ab",
                "/../metrics",
                "/%2e%2e/metrics",
                "/ä"
            })
    void refusesPathsThatCanBeReadInTwoWays(String path) throws IOException {
        assertRefusedByNginx(request("GET " + path), 400);
    }

    @Test
    void refusesWhatTheServerWouldAnswerAlone() throws IOException {
        for (String method : List.of("TRACE", "CONNECT", "PROPFIND", "get")) {
            assertRefusedByNginx(request(method + " /"), 400, 405);
        }
        assertRefusedByNginx(request("GET /", "Host: " + Nginx.NAME), 400);
        assertRefusedByNginx("GET / HTTP/1.1\r\n\r\n", 400);
        assertRefusedByNginx(
                request("POST /api/v1/dev/tokens", "Content-Length: 2", "Transfer-Encoding: chunked") + "{}", 400);
        assertRefusedByNginx(request("POST /api/v1/dev/tokens", "Transfer-Encoding: gzip") + "{}", 400, 501);
        assertRefusedByNginx(request("POST /api/v1/dev/tokens", "Content-Length: 0", "Content-Encoding: gzip"), 415);
        assertRefusedByNginx(request("GET /", "A: x\u0000y"), 400);
        assertRefusedByNginx(request("POST /api/v1/dev/tokens", "Content-Length: 1048577"), 413);
    }

    @Test
    void refusesMoreHeaderLinesThanTheServerTakes() throws IOException {
        List<String> headers = new ArrayList<>();
        for (int count = 0; count < 8; count++) {
            headers.add("X-Long-" + count + ": " + "x".repeat(3_900));
            Exchange.Answer answer = behind.say(request("GET /sign-in.html", headers.toArray(String[]::new)));
            if (answer.status() != 200) {
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.header("Server"))
                        .as("nobody but nginx says who it is")
                        .isEqualTo("nginx");
                assertThat(count).isPositive();
                return;
            }
        }
        throw new AssertionError("There is no limit");
    }
}
