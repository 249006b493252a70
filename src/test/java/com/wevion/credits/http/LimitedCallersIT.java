package com.wevion.credits.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/** Callers above their limit, 500 requests in 5 seconds, and what they have yet to send. */
@WithService(setsClock = true)
class LimitedCallersIT {
    private static final int TOO_MANY = 429;
    private static final int ATTEMPTS = 20;
    private static final int THREADS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BODY = "{\"name\":\"GET / HTTP/1.1\"}";

    private final LocalService service;
    private final Api eager;
    private final String authorization;

    LimitedCallersIT(LocalService service) {
        this.service = service;
        eager = Api.person(service, UUID.randomUUID());
        authorization = "Authorization: Bearer " + eager.token() + "\r\n";
    }

    /** Asks too often all the while. */
    private void whileAskingTooOften(Work work) throws IOException {
        AtomicBoolean isOver = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int i = 0; i < THREADS; i++) {
                threads.execute(() -> {
                    while (!isOver.get()) {
                        eager.get("/retention");
                    }
                });
            }
            await().atMost(PATIENCE).until(() -> eager.get("/retention").status() == TOO_MANY);
            work.run();
        } finally {
            isOver.set(true);
            threads.shutdown();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private String post(int length) {
        return Exchange.post(
                "/api/v1/teams/" + UUID.randomUUID() + "/chat/messages", "Content-Length: " + length, authorization);
    }

    @Test
    void areRefusedBeforeTheirBodyComes() throws IOException {
        List<Exchange.Answer> refused = new ArrayList<>();
        whileAskingTooOften(() -> {
            // One request in 10 ms is within the limit, and waits for its body.
            for (int attempt = 0; refused.isEmpty() && attempt < ATTEMPTS; attempt++) {
                try (Exchange exchange = new Exchange(service.baseUrl()).say(post(1_000))) {
                    await().atMost(Duration.ofSeconds(2)).until(exchange::isAnswered);
                    refused.add(exchange.answer());
                    assertThat(exchange.isClosed()).isTrue();
                } catch (ConditionTimeoutException e) {
                    assertThat(refused).isEmpty();
                }
            }
        });

        assertThat(refused).singleElement().satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(TOO_MANY);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.header("RateLimit")).isEqualTo("\"person\";r=0;t=1");
            assertThat(answer.body()).contains("urn:credits:problem:too-many-requests");
        });
    }

    @Test
    void keepTheirConnectionIfTheBodyIsThere() throws IOException {
        List<Integer> posted = new ArrayList<>();
        List<Integer> next = new ArrayList<>();
        whileAskingTooOften(() -> {
            try (Exchange exchange = new Exchange(service.baseUrl())) {
                while (!posted.contains(TOO_MANY) && posted.size() < ATTEMPTS) {
                    posted.add(exchange.say(post(BODY.length()) + BODY).answer().status());
                    next.add(exchange.say(
                                    "GET /api/v1/retention HTTP/1.1\r\nHost: localhost\r\n" + authorization + "\r\n")
                            .answer()
                            .status());
                }
            }
        });

        assertThat(posted).contains(TOO_MANY).isSubsetOf(TOO_MANY, 404);
        assertThat(next).isSubsetOf(TOO_MANY, 200);
    }
}
