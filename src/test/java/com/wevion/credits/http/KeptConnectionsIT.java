package com.wevion.credits.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many requests one after the other on the same connection, whose bodies arrive after their header lines, as most clients send them. */
@WithService(engines = false)
@Tag("long")
class KeptConnectionsIT {
    private static final int CALLERS = 4;
    private static final int REQUESTS = 400;
    /** After so many the server closes the connection by itself. */
    private static final int REQUESTS_OF_A_CONNECTION = 200;

    private final LocalService service;

    KeptConnectionsIT(LocalService service) {
        this.service = service;
    }

    @Test
    void answersEachRequest() throws InterruptedException {
        var answered = Crowd.of(CALLERS, caller -> call());

        assertThat(answered).allSatisfy(caller -> {
            assertThat(caller.thrown()).isNull();
            assertThat(caller.value()).isEqualTo(REQUESTS);
        });
    }

    /** Returns how many requests were answered. */
    private int call() throws IOException {
        int answered = 0;
        while (answered < REQUESTS) {
            try (Exchange exchange = new Exchange(service.baseUrl())) {
                for (int request = 0; request < REQUESTS_OF_A_CONNECTION && answered < REQUESTS; request++) {
                    assertThat(ask(exchange, request).status()).isEqualTo(200);
                    answered++;
                }
            }
        }
        return answered;
    }

    private static Exchange.Answer ask(Exchange exchange, int number) throws IOException {
        if (number % 2 == 0) {
            return exchange.say("GET /dev/clock HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .answer();
        }
        String body = "{\"userId\":\"%s\",\"name\":\"Ada\",\"roles\":[]}".formatted(UUID.randomUUID());
        return exchange.say(Exchange.post("/dev/tokens", "Content-Length: " + body.length()))
                .say(body.substring(0, 10))
                .say(body.substring(10))
                .answer();
    }
}
