package com.wevion.credits.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Bodies that are not waited for. */
@WithService
class RefusedBodiesIT {
    private static final String TOKENS = "/api/v1/dev/tokens";
    /** More than are waited for, whichever of them the server takes up last. */
    private static final int BEYOND = 5;

    private final LocalService service;

    RefusedBodiesIT(LocalService service) {
        this.service = service;
    }

    private static List<Exchange> answered(List<Exchange> all) throws IOException {
        List<Exchange> answered = new ArrayList<>();
        for (Exchange each : all) {
            if (each.isAnswered()) {
                answered.add(each);
            }
        }
        return answered;
    }

    private Api.Answer token() {
        Map<String, Object> wanted = Map.of("userId", UUID.randomUUID(), "name", "Other", "roles", List.of());
        return Api.nobody(service).send("POST", TOKENS, wanted);
    }

    @Test
    void aBodyThatClaimsOrGetsToBeTooLongIsRefusedAtOnce() throws IOException {
        try (Exchange claims = new Exchange(service.baseUrl());
                Exchange gets = new Exchange(service.baseUrl())) {
            Exchange.Answer answer = claims.say(Exchange.post(TOKENS, "Content-Length: 50000000") + "{")
                    .answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains("at most 1048576 bytes");
            gets.say(Exchange.post(TOKENS, "Transfer-Encoding: chunked"));
            String chunk = "10000\r\n" + "{".repeat(0x10000) + "\r\n";
            assertThat(gets.sayOneByOne(Collections.nCopies(17, chunk), 1)
                            .answer()
                            .status())
                    .isEqualTo(413);
        }
    }

    @Test
    void whatIsRefusedAnywayDoesNotWaitForItsBody() throws IOException {
        String length = "Content-Length: 1000";
        try (Exchange unsigned = new Exchange(service.baseUrl());
                Exchange nobody = new Exchange(service.baseUrl());
                Exchange nowhere = new Exchange(service.baseUrl())) {
            assertThat(unsigned.say(Exchange.post("/api/v1/stripe/webhook", length))
                            .answer()
                            .status())
                    .isEqualTo(400);
            assertThat(nobody.say(Exchange.post("/api/v1/teams/" + UUID.randomUUID() + "/chat/messages", length))
                            .answer()
                            .status())
                    .isEqualTo(401);
            assertThat(nowhere.say(Exchange.post("/api/v1/nothing", length))
                            .answer()
                            .status())
                    .isEqualTo(404);
            assertThat(unsigned.isClosed()).isTrue();
            assertThat(nobody.isClosed()).isTrue();
            assertThat(nowhere.isClosed()).isTrue();
        }
    }

    @Test
    void refusesMoreThanItWaitsForAndServesWhatIsThereAtOnce() throws IOException {
        int max = service.settings().number("credits.http.body.waiting");
        String part = "{".repeat(50_000); // too slow only after fifty seconds
        List<Exchange> waiting = new ArrayList<>();
        try {
            for (int client = 0; client < max / 2 + BEYOND; client++) {
                waiting.add(new Exchange(service.baseUrl()).say(Exchange.post(TOKENS, "Content-Length: 50001") + part));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> answered(waiting).size() >= BEYOND);
            List<Exchange> tooMany = answered(waiting);
            assertThat(tooMany).hasSizeLessThan(2 * BEYOND); // a webhook may be waited for, too
            for (Exchange refused : tooMany) {
                Exchange.Answer answer = refused.answer();
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isEqualTo("2");
            }
            String body = "{\"userId\":\"" + UUID.randomUUID() + "\",\"name\":\"Whole\",\"roles\":[]}";
            try (Exchange whole = new Exchange(service.baseUrl())) {
                assertThat(whole.say(Exchange.post(TOKENS, "Content-Length: " + body.length()) + body)
                                .answer()
                                .status())
                        .isEqualTo(200);
            }
        } finally {
            for (Exchange each : waiting) {
                each.close();
            }
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(token().status()).isEqualTo(200));
    }
}
