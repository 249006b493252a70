package com.wevion.credits;

import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.TestTeam;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A client as the contract asks for it: what it got no answer to, or a 503, it asks again with the same key until it gets
 * one. It counts what happened to it.
 */
final class StubbornClient {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final TestTeam team;
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger unavailable = new AtomicInteger();
    private final AtomicInteger lostConnections = new AtomicInteger();
    private final List<String> strangeAnswers = new CopyOnWriteArrayList<>();

    StubbornClient(TestTeam team) {
        this.team = team;
    }

    /** Has messages answered and jobs queued, and returns the credits that were charged by what it was told. */
    BigDecimal work(int messages, int jobs) {
        BigDecimal charged = BigDecimal.ZERO;
        for (int i = 0; i < messages; i++) {
            charged = charged.add(message());
            if (i < jobs) {
                job();
            }
        }
        return charged;
    }

    private BigDecimal message() {
        String key = UUID.randomUUID().toString();
        String id = insist(() -> team.owner().post(team.path("/chat/messages"), Map.of(), key))
                .text("messageId");
        Map<String, Object> completion = Map.of("outcome", "SUCCEEDED", "inputTokens", 1_000, "outputTokens", 500);
        return new BigDecimal(insist(
                        () -> team.owner().post(team.path("/chat/messages/" + id + "/completion"), completion, key))
                .text("charged"));
    }

    private void job() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> order = Map.of("service", "IMAGE", "engine", "FLUX_2_PRO", "variants", 1);
        insist(() -> team.owner().post(team.path("/jobs"), order, key));
    }

    private Answer insist(Supplier<Answer> request) {
        AtomicReference<Answer> definite = new AtomicReference<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            definite.set(ask(request));
            return definite.get() != null;
        });
        answers.incrementAndGet();
        return definite.get();
    }

    /** A success, or null if the outcome is not known. */
    private Answer ask(Supplier<Answer> request) {
        Answer answer;
        try {
            answer = request.get();
        } catch (UncheckedIOException e) {
            lostConnections.incrementAndGet();
            return null;
        }
        if (answer.status() / 100 == 2) {
            return answer;
        }
        if (answer.status() == 503
                && "unavailable".equals(answer.problem())
                && answer.headers().firstValue("Retry-After").isPresent()) {
            unavailable.incrementAndGet();
        } else {
            strangeAnswers.add(answer.status() + " " + answer.body());
        }
        return null;
    }

    /** Definite answers so far. */
    int count() {
        return answers.get();
    }

    int unavailable() {
        return unavailable.get();
    }

    int lostConnections() {
        return lostConnections.get();
    }

    /** Answers that were neither a success nor a proper 503. */
    List<String> strangeAnswers() {
        return strangeAnswers;
    }
}
