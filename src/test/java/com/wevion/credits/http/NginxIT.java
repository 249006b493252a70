package com.wevion.credits.http;

import static com.wevion.credits.http.BehindNginx.OF_THE_APPLICATION;
import static com.wevion.credits.http.BehindNginx.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.Nginx;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The example of an nginx in front of the service, before the service itself. */
@WithService
@EnabledIf(
        value = "com.wevion.credits.dev.Nginx#isInstalledOrRequired",
        disabledReason = "There is no nginx: install Debian's package nginx-light")
class NginxIT {
    private static BehindNginx behind;

    private final LocalService service;

    NginxIT(LocalService service) {
        this.service = service;
    }

    @BeforeAll
    static void start(LocalService service) {
        behind = new BehindNginx(service, "service");
    }

    @AfterAll
    static void stop() {
        if (behind != null) {
            behind.close();
        }
    }

    private static String bearer(TestTeam team) {
        return "Authorization: Bearer " + team.owner().token();
    }

    @Test
    void passesPagesAndTheApiOn() throws IOException {
        Exchange.Answer page = behind.say(request("GET /sign-in.html"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header(OF_THE_APPLICATION)).isEqualTo("nosniff");
        assertThat(behind.say(request("GET /sign-in.html", "If-None-Match: " + page.header("ETag")))
                        .status())
                .isEqualTo(304);
        TestTeam team = TestTeam.withCredits(service, "50");
        String path = "/api/v1" + team.path("/balance");
        assertThat(behind.say(request("GET " + path, bearer(team))).body())
                .isEqualTo(team.owner().send("GET", path, null).body());
        String change = "{\"lowBalanceThreshold\":\"7\"}";
        Exchange.Answer changed = behind.say(request(
                        "PATCH /api/v1" + team.path("/settings"),
                        bearer(team),
                        "Content-Type: application/json",
                        "Content-Length: " + change.length())
                + change);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(team.owner().get(team.path("/settings")).text("lowBalanceThreshold"))
                .startsWith("7");
    }

    @Test
    void passesNothingOnOfWhatAClientSaysOfProxies() throws IOException {
        Exchange.Answer answer = behind.say(request(
                "GET /desk?x=1",
                "X-Forwarded-Proto: ftp",
                "X-Forwarded-Proto: http",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Port: 99",
                "Forwarded: host=evil.example;proto=ftp",
                "X_Forwarded_Proto: ftp",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c",
                "HTTP2-Settings: AAEAAEAAAAIAAAAB"));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("/desk/?x=1");
        assertThat(answer.head()).doesNotContain("evil");
    }

    @Test
    void answersToItsNameOnly() throws IOException {
        assertThatThrownBy(() -> behind.nginx().connect("evil.example", "127.0.0.1"))
                .isInstanceOf(SSLHandshakeException.class);
        Exchange.Answer another = behind.say("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        assertThat(another.status()).isEqualTo(421);
        assertThat(another.header(OF_THE_APPLICATION)).isNull();
        try (Exchange plain = new Exchange(behind.nginx().connectPlainly())) {
            Exchange.Answer answer = plain.say("GET /desk/?x=1 HTTP/1.1\r\nHost: evil.example\r\n\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(308);
            assertThat(answer.header("Location")).isEqualTo("https://credits.example/desk/?x=1");
        }
    }

    @Test
    void passesEventsOnAtOnce() throws IOException {
        TestTeam team = TestTeam.withCredits(service, "50");
        try (Exchange exchange = new Exchange(behind.nginx().connect())) {
            exchange.say(
                    request("GET /api/v1" + team.path("/balance/stream"), bearer(team), "Accept: text/event-stream"));
            Exchange.Answer head = exchange.head();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Cache-Control")).isEqualTo("no-store");
            exchange.awaitText("event: balance", "\"available\":\"50", "\n\n");
            team.adjust("CREDITS", "20");
            exchange.awaitText("event: balance", "\"available\":\"70", "\n\n");
        }
    }

    @Test
    void endsAStalledBodyOfWhichTheServiceHearsNothing() throws IOException {
        String path = "/api/v1/stalled";
        try (Exchange exchange = new Exchange(behind.nginx().connect())) {
            exchange.say(request("POST " + path, "Content-Type: application/json", "Content-Length: 100") + "{");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> behind.nginx().log().stream().anyMatch(line -> line.contains(path)));
            assertThat(behind.nginx().log()).contains("408 [-] POST " + path + " HTTP/1.1");
            assertThatThrownBy(exchange::answer).isInstanceOf(IOException.class);
        }
    }

    @Test
    void takesLongFilesOfProvidersOnly() throws IOException {
        String file = "x".repeat(1_100_000);
        String length = "Content-Length: " + file.length();
        String path = "POST /api/v1/reconciliation/invoices?provider=X&format=FOCUS";
        Exchange.Answer answer = behind.say(request(path, "Content-Type: text/csv", length) + file);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header(OF_THE_APPLICATION)).isEqualTo("nosniff");
    }

    @Test
    void repeatsNothingThatMayHaveBeenDone() throws IOException {
        try (BrokenServer one = new BrokenServer();
                BrokenServer other = new BrokenServer();
                Nginx broken =
                        Nginx.start("broken", one.address() + " max_fails=0", other.address() + " max_fails=0")) {
            for (String method : List.of("POST", "PATCH", "POST", "GET")) {
                String body = method.equals("GET") ? "" : "{}";
                try (Exchange exchange = new Exchange(broken.connect())) {
                    exchange.say(request(method + " /api/v1/x", "Content-Length: " + body.length()) + body);
                    assertThat(exchange.answer().status()).isEqualTo(502);
                }
            }
            List<String> requests = new ArrayList<>(one.requests());
            requests.addAll(other.requests());
            Collections.sort(requests);
            assertThat(requests).containsExactly("GET", "GET", "PATCH", "POST", "POST");
        }
    }

    @Test
    void limitsSignInsAndRequestsByAddress() throws IOException {
        assertThat(limited("/sign-in", "127.0.0.2", 30)).isBetween(10, 19);
        assertThat(limited("/icon.svg", "127.0.0.3", 600)).isPositive();
        assertThat(limited("/icon.svg", "127.0.0.4", 100)).isZero();
    }

    /** The number of requests that were refused as too many. */
    private static int limited(String path, String from, int requests) throws IOException {
        int limited = 0;
        try (Exchange exchange = new Exchange(behind.nginx().connect(Nginx.NAME, from))) {
            for (int count = 0; count < requests; count++) {
                int status = exchange.say(request("GET " + path)).answer().status();
                assertThat(status).isIn(200, 302, 429);
                limited += status == 429 ? 1 : 0;
            }
        }
        return limited;
    }
}
