package com.wevion.credits.http;

import static com.wevion.credits.invoice.format.FocusFiles.file;
import static com.wevion.credits.invoice.format.FocusFiles.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients whose bodies come slowly, or never, and those beside them. */
@WithService
class SlowBodiesIT {
    private static final String TOKENS = "/api/v1/dev/tokens";
    private static final String SIGNED = "Stripe-Signature: t=1,v1=ab\r\n";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final int LOOKS = 100;

    private final LocalService service;
    private final TestTeam team;

    SlowBodiesIT(LocalService service) {
        this.service = service;
        this.team = TestTeam.paid(service);
    }

    private String token() {
        return "Authorization: Bearer " + team.owner().token() + "\r\n";
    }

    private List<String> log() {
        try {
            return Files.readAllLines(service.settings().dataFolder().resolve("server.log"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private long linesOfLog(String text) {
        return log().stream().filter(line -> line.contains(text)).count();
    }

    @Tag("long")
    @Test
    void othersAreServedWhileNinetyClientsSendAByteEveryThreeSeconds() {
        long traces = linesOfLog("\tat ");
        String length = "Content-Length: 1000";
        String route = "/api/v1" + team.path("/chat/messages");
        try (SlowClients slow = new SlowClients(
                service.baseUrl(),
                30,
                List.of(
                        Exchange.post("/api/v1/stripe/webhook", length, SIGNED),
                        Exchange.post("/dev/tokens", length),
                        Exchange.post(route, length, token(), "Idempotency-Key: slow\r\n")))) {
            List<Duration> took = new ArrayList<>();
            for (int look = 0; look < LOOKS || slow.answers("HTTP/1.1 408") < 180; look++) {
                assertThat(look)
                        .as("answers to slow clients: %s", slow.answers())
                        .isLessThan(50 * LOOKS);
                took.add(time(() -> Api.nobody(service).send("GET", "/health/live", null), 200));
                took.add(time(() -> team.owner().get(team.path("/balance")), 200));
                took.add(time(() -> token(UUID.randomUUID()), 200));
                took.add(time(
                        () -> team.owner().patch(team.path("/settings"), Map.of("lowBalanceThreshold", "7")), 200));
            }
            // One or another may be slow for a reason of its own; none waits for as long as the slow clients do.
            assertThat(took.stream().filter(time -> time.compareTo(SECOND) > 0))
                    .hasSizeLessThanOrEqualTo(took.size() / 50);
            assertThat(Collections.max(took)).isLessThan(FIVE_SECONDS);
            assertThat(slow.answers()).containsOnlyKeys("HTTP/1.1 408");
        }
        // Each connection has one line at most: those that were given up, and those that we have just closed.
        assertThat(linesOfLog("\tat ")).isEqualTo(traces);
    }

    private Api.Answer token(UUID userId) {
        return Api.nobody(service).send("POST", TOKENS, Map.of("userId", userId, "name", "Other", "roles", List.of()));
    }

    private static Duration time(Supplier<Api.Answer> call, int status) {
        long began = System.nanoTime();
        Api.Answer answer = call.get();
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    void aStalledBodyIsGivenUpWithAProblemAndOneLineInTheLog() throws IOException {
        String path = "/api/v1/teams/" + UUID.randomUUID() + "/members";
        try (Exchange exchange = new Exchange(service.baseUrl())) {
            Exchange.Answer answer = exchange.say(Exchange.post(path, "Content-Length: 1000", token()) + "{")
                    .answer();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.body()).contains("urn:credits:problem:request-timeout", "1 bytes in ", path);
            assertThat(exchange.isClosed()).isTrue();
        }
        assertThat(linesOfLog(path)).isEqualTo(1);
    }

    @Test
    void anAbortedBodyIsOneLineInTheLog() throws IOException {
        String path = "/api/v1/teams/" + UUID.randomUUID() + "/members";
        long traces = linesOfLog("\tat ");
        Exchange exchange = new Exchange(service.baseUrl());
        exchange.say(Exchange.post(path, "Content-Length: 1000", token()) + "{\"")
                .abort();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(linesOfLog(path)).isEqualTo(1));
        assertThat(linesOfLog("\tat ")).isEqualTo(traces);
    }

    @Test
    void aBodyThatComesInPiecesIsTaken() throws IOException {
        String body = "{\"userId\":\"" + UUID.randomUUID() + "\",\"name\":\"Piece\",\"roles\":[]}";
        List<String> halves = List.of(body.substring(0, 9), body.substring(9));
        List<String> chunks = new ArrayList<>();
        halves.forEach(half -> chunks.add(Integer.toHexString(half.length()) + "\r\n" + half + "\r\n"));
        chunks.add("0\r\n\r\n");
        try (Exchange exchange = new Exchange(service.baseUrl())) {
            for (String path : List.of(TOKENS, "/dev/tokens")) { // on one connection, which is not lost by waiting
                Exchange.Answer answer = exchange.say(Exchange.post(path, "Content-Length: " + body.length()))
                        .sayOneByOne(halves, 50)
                        .answer();
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            }
            Exchange.Answer answer = exchange.say(Exchange.post(TOKENS, "Transfer-Encoding: chunked"))
                    .sayOneByOne(chunks, 50)
                    .answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.header("Connection")).isEqualTo("close");
        }
    }

    @Test
    void whoCallsAndWhatForIsKnownAfterABodyThatCameLate() throws IOException {
        String body = "{\"lowBalanceThreshold\":\"9\"}";
        try (Exchange exchange = new Exchange(service.baseUrl())) {
            String head =
                    Exchange.post("/api/v1" + team.path("/settings"), "Content-Length: " + body.length(), token());
            Exchange.Answer answer = exchange.say(head.replaceFirst("POST", "PATCH"))
                    .sayOneByOne(List.of(body), 50)
                    .answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"lowBalanceThreshold\":\"9\"");
            String strange = "/api/v1/teams/a%2Fb%3F/adjustments";
            String adjustment = "{\"account\":\"CREDITS\",\"amount\":\"1\",\"reason\":\"x\"}";
            head = Exchange.post(
                    strange + "?x=%26", "Content-Length: " + adjustment.length(), token(), "Idempotency-Key: x\r\n");
            answer = exchange.say(head).sayOneByOne(List.of(adjustment), 50).answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(403); // a role that the owner has not
            assertThat(answer.body()).contains("\"instance\":\"" + strange + "\"");
        }
    }

    @Test
    void aSlowFileAboveTheLeastRateIsTakenIn() throws IOException {
        String rows = file(IntStream.range(0, 400)
                .mapToObj(row -> usage("INV-1", "2026-10-01"))
                .toArray(String[]::new));
        int pieces = 8;
        int piece = rows.length() / pieces + 1;
        List<String> parts = IntStream.range(0, pieces)
                .mapToObj(part -> rows.substring(part * piece, Math.min(rows.length(), (part + 1) * piece)))
                .toList();
        String path = "/api/v1/reconciliation/invoices?format=FOCUS&provider=SLOW" + System.nanoTime();
        String head = Exchange.post(
                path,
                "Content-Length: " + rows.length(),
                "Authorization: Bearer " + Api.superAdmin(service).token() + "\r\n",
                "Idempotency-Key: " + UUID.randomUUID() + "\r\n");
        try (Exchange exchange = new Exchange(service.baseUrl())) {
            Exchange.Answer answer = exchange.say(head.replace("application/json", "text/csv"))
                    .sayOneByOne(parts, 1_000)
                    .answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
            assertThat(answer.body()).contains("400");
        }
    }
}
