package com.wevion.credits.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the API answers, in whatever form, is kept by no cache. */
@WithService
class NotStoredIT {
    private final LocalService service;

    NotStoredIT(LocalService service) {
        this.service = service;
    }

    private Exchange.Answer get(String path, String accept, String token) throws IOException {
        try (Exchange exchange = new Exchange(service.baseUrl())) {
            return exchange.say("GET /api/v1" + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept + "\r\n"
                            + (token == null ? "" : "Authorization: Bearer " + token + "\r\n") + "\r\n")
                    .head();
        }
    }

    private static void assertNotStored(Exchange.Answer answer) {
        assertThat(answer.head()
                        .lines()
                        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("cache-control:")))
                .as(answer.head())
                .containsExactly("Cache-Control: no-store");
    }

    @ParameterizedTest
    @CsvSource({
        "/balance, application/json, 200, application/json",
        "/balance/stream, text/event-stream, 200, text/event-stream",
        "/transactions, application/json, 200, application/json",
        "/transactions, text/csv, 200, text/csv",
        "/transactions?limit=x, application/json, 400, application/problem+json",
        "/transactions?from=x, text/csv, 400, application/problem+json",
        "/transactions, image/png, 406, application/problem+json",
        "/balance/nothing, application/json, 404, application/problem+json",
        "/adjustments, application/json, 405, application/problem+json"
    })
    void noAnswerAboutATeamIsStored(String path, String accept, int status, String type) throws IOException {
        TestTeam team = TestTeam.withCredits(service, "50");
        Exchange.Answer answer = get(team.path(path), accept, team.owner().token());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith(type);
        assertNotStored(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "/balance, application/json",
        "/balance/stream, text/event-stream",
        "/transactions, text/csv",
    })
    void noRefusalIsStored(String path, String accept) throws IOException {
        Exchange.Answer refused = get(TestTeam.paid(service).path(path), accept, null);
        assertThat(refused.status()).isEqualTo(401);
        assertNotStored(refused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/session", "/api/v1/nothing", "/api/nothing", "/api", "/%61pi/v1/session", "/%61pi/v1/nothing",
                "//api/v1/session", "/x/../api/v1/session", "/api;x/v1/session", "/api/v1/..%2fx", "/dev/clock",
                        "/sign-in"
            })
    void noAnswerToNobodyIsStored(String path) throws IOException {
        try (Exchange exchange = new Exchange(service.baseUrl())) {
            assertNotStored(exchange.say("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .head());
        }
    }
}
