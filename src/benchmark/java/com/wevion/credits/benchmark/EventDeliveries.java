package com.wevion.credits.benchmark;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.benchmark.Results.Subject;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.Receiver;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.TestTeam;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * The time from a posting that crosses a threshold, from before it is asked for, to the delivery of the event to a webhook
 * ({@code delivery}), when fifty teams cross theirs at once; and to the answer to the posting ({@code answer}).
 */
final class EventDeliveries implements Figure {
    static final String NAME = "deliveries";

    private static final int TEAMS = 50;
    private static final int WAVES = 20;
    private static final Path FOLDER = Path.of("target/benchmark/deliveries").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Stage stage, Results results) throws Exception {
        DataFolder.delete(FOLDER);
        try (LocalService service = LocalService.prepare(TestSettings.in(FOLDER, PayaraVersions.SETTINGS));
                Receiver receiver = Receiver.answering(204)) {
            service.start();
            List<TestTeam> teams = IntStream.range(0, TEAMS)
                    .mapToObj(i -> TestTeam.withCredits(service, "1000"))
                    .toList();
            teams.forEach(team -> ok(team.owner()
                    .post(
                            team.path("/webhooks"),
                            Map.of("url", receiver.url(), "types", List.of("balance.low", "balance.recovered")))));
            round(teams, receiver);
            for (int round = 0; round < stage.options().rounds(); round++) {
                round(teams, receiver)
                        .forEach((design, tally) -> results.add(new Subject(NAME, design, TEAMS, TEAMS, 0), tally));
            }
        } finally {
            DataFolder.delete(FOLDER);
        }
    }

    private static Map<String, Tally> round(List<TestTeam> teams, Receiver receiver) throws InterruptedException {
        Histogram answers = new Histogram(3);
        Histogram deliveries = new Histogram(3);
        long start = System.nanoTime();
        for (int wave = 0; wave < WAVES; wave++) {
            wave(teams, receiver, wave % 2 == 0 ? "-950" : "950", answers, deliveries);
        }
        long elapsed = System.nanoTime() - start;
        return Map.of("answer", Tally.of(answers, elapsed), "delivery", Tally.of(deliveries, elapsed));
    }

    private static void wave(
            List<TestTeam> teams, Receiver receiver, String amount, Histogram answers, Histogram deliveries)
            throws InterruptedException {
        receiver.received().clear();
        Map<UUID, Long> askedAt = new ConcurrentHashMap<>();
        Queue<Long> answered = new ConcurrentLinkedQueue<>();
        Crowd.of(TEAMS, number -> {
            TestTeam team = teams.get(number);
            long before = System.nanoTime();
            askedAt.put(team.id(), before);
            team.adjust("CREDITS", amount);
            answered.add(System.nanoTime() - before);
            return number;
        });
        await().atMost(PATIENCE).until(() -> receiver.received().size() >= TEAMS);
        answered.forEach(answers::recordValue);
        receiver.received()
                .forEach(delivery -> deliveries.recordValue(delivery.atNanos()
                        - askedAt.get(
                                UUID.fromString(delivery.json().path("teamId").asText()))));
    }
}
