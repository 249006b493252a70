package com.wevion.credits.faults;

import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.faults.CrashJournal.Accepted;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A client as the contract asks for it: it retries a request without an answer, or with a 503, with the same key until it knows the
 * outcome. At times it repeats a finished request, and the answer must be the first one.
 */
final class CrashClient {
    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final long NANOS_OF_AN_IMAGE = 30_000_000;

    private record Known(String what, String key, Supplier<Answer> request, Answer reply) {}

    private final List<TestTeam> teams;
    private final Api admin;
    private final CrashJournal journal;
    private final Random random;
    private final List<Known> known = new ArrayList<>();

    /** @param teams the first is the busy one */
    CrashClient(List<TestTeam> teams, Api admin, CrashJournal journal, Random random) {
        this.teams = teams;
        this.admin = admin;
        this.journal = journal;
        this.random = random;
    }

    /** Works until the end; returns when all outcomes are known. */
    void work(BooleanSupplier over) {
        while (!over.getAsBoolean()) {
            TestTeam team = random.nextBoolean() ? teams.get(0) : teams.get(random.nextInt(teams.size()));
            int dice = random.nextInt(100);
            if (dice < 55) {
                message(team);
            } else if (dice < 75) {
                job(team);
            } else if (dice < 90) {
                adjustment(team);
            } else if (!known.isEmpty()) {
                repetition(known.get(random.nextInt(known.size())));
            }
        }
    }

    private void message(TestTeam team) {
        String key = newKey();
        Map<String, Object> question = Map.of("estimatedInputTokens", 2_000, "maxOutputTokens", 1_000);
        Answer admission = insist("message", key, () -> team.owner().post(team.path("/chat/messages"), question, key));
        if (admission.status() != 201) {
            mustBe(402, "message", admission);
            return;
        }
        String id = admission.text("messageId");
        long held = units(admission.text("held"), 6);
        journal.expect(key, new Accepted(team.id(), "hold", id, held, "OPEN", 0));
        boolean succeeds = random.nextInt(4) > 0;
        Answer end = insist("completion of " + id, id, completion(team, id, succeeds));
        mustBe(200, "completion", end);
        if (end.status() == 200) {
            String state = succeeds ? "SETTLED" : "VOIDED";
            journal.expect(key, new Accepted(team.id(), "hold", id, held, state, units(end.text("charged"), 6)));
        }
        if (random.nextInt(10) == 0) {
            mustBe(409, "contradiction", insist("contradiction of " + id, id, completion(team, id, !succeeds)));
        }
    }

    private Supplier<Answer> completion(TestTeam team, String id, boolean succeeds) {
        Map<String, Object> body = succeeds
                ? Map.of("outcome", "SUCCEEDED", "inputTokens", 1_000 + random.nextInt(3_000), "outputTokens", 500)
                : Map.of("outcome", "FAILED", "failure", "INFRASTRUCTURE");
        return () -> team.host().post(team.path("/chat/messages/" + id + "/completion"), body, id);
    }

    private void job(TestTeam team) {
        String key = newKey();
        int variants = 1 + random.nextInt(3);
        int delivered = random.nextInt(variants + 1);
        Map<String, Object> wish =
                delivered == 0 ? Map.of("failure", "CONTENT_SAFETY") : Map.of("delivered", delivered);
        Map<String, Object> order = Map.of(
                "service",
                "IMAGE",
                "engine",
                "FLUX_2_PRO",
                "variants",
                variants,
                "parameters",
                Map.of("simulate", wish));
        Answer queued = insist("job", key, () -> team.owner().post(team.path("/jobs"), order, key));
        if (queued.status() != 202) {
            mustBe(402, "job", queued);
            return;
        }
        String state = delivered == 0 ? "VOIDED" : "SETTLED";
        long held = variants * NANOS_OF_AN_IMAGE;
        long charged = delivered * NANOS_OF_AN_IMAGE;
        journal.expect(key, new Accepted(team.id(), "hold", queued.text("jobId"), held, state, charged));
    }

    private void adjustment(TestTeam team) {
        String key = newKey();
        int credits = random.nextInt(3) == 0 ? -random.nextInt(100) - 1 : random.nextInt(30) + 1;
        String amount = Integer.toString(team == teams.get(teams.size() - 1) ? -Math.abs(credits) : credits);
        Map<String, Object> body = Map.of("account", "CREDITS", "amount", amount, "reason", "crash test");
        Answer made = insist("adjustment", key, () -> admin.post(team.path("/adjustments"), body, key));
        if (made.status() == 201) {
            String id = made.json().at("/reference/id").asText();
            journal.expect(
                    key, new Accepted(team.id(), "adjustment", id, units(amount, 6), made.text("balanceAfter"), 0));
        } else {
            mustBe(422, "adjustment", made);
        }
    }

    private void repetition(Known first) {
        Answer again = insist("repetition: " + first.what(), first.key(), first.request());
        List<String> stable = first.what().equals("job") ? List.of("jobId", "quoted", "held") : List.of();
        boolean same = stable.isEmpty()
                ? again.body().equals(first.reply().body())
                : stable.stream()
                        .allMatch(
                                field -> again.text(field).equals(first.reply().text(field)));
        if (again.status() != first.reply().status() || !same) {
            journal.complain(first + " was answered at its repetition by " + again);
        }
    }

    private Answer insist(String what, String key, Supplier<Answer> request) {
        AtomicReference<Answer> definite = new AtomicReference<>();
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .atMost(PATIENCE)
                .until(() -> {
                    try {
                        Answer answer = request.get();
                        definite.set(answer);
                        return journal.answered(key, what, answer);
                    } catch (UncheckedIOException e) {
                        journal.lost(key, what, e.getMessage());
                        return false;
                    }
                });
        Answer reply = definite.get();
        if (reply.status() / 100 == 2 && !what.startsWith("repetition")) {
            known.add(new Known(what, key, request, reply));
        }
        return reply;
    }

    private void mustBe(int status, String what, Answer answer) {
        if (answer.status() != status) {
            journal.complain(what + " was answered by " + answer.status() + " " + answer.body());
        }
    }

    private String newKey() {
        return UUID.randomUUID().toString();
    }

    private static long units(String amount, int decimals) {
        return new BigDecimal(amount).movePointRight(decimals).longValueExact();
    }
}
