package com.wevion.credits.event;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.Receiver;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.TestTeam;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two servers notice crossings and send events; one of them is killed again and again, right after it has acknowledged what crosses. */
@Tag("long")
class EventsOfKilledServersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int TEAMS = 20;
    private static final int ROUNDS = 3;

    @Test
    void areToldOnceForEachCrossing() throws InterruptedException {
        Path folder = Path.of("target/it/events-" + ProcessHandle.current().pid());
        Map<String, String> settings = new HashMap<>(Map.of(
                "credits.events.sweep.seconds", "1",
                "credits.webhooks.networks", "127.0.0.0/8",
                "credits.webhooks.retry.seconds", "1,1,1,1,1,1,1,1,1",
                "credits.webhooks.pause.longest.seconds", "1",
                "credits.webhooks.timeout.millis", "2000"));
        try (Receiver receiver = Receiver.answering(200);
                LocalService killed = LocalService.prepare(TestSettings.in(folder.resolve("killed"), settings))) {
            killed.start();
            settings.putAll(killed.shared());
            try (LocalService other = LocalService.prepare(TestSettings.in(folder.resolve("other"), settings))) {
                other.start();
                List<TestTeam> teams = IntStream.range(0, TEAMS)
                        .mapToObj(i -> TestTeam.withCredits(killed, "1000"))
                        .toList();
                teams.forEach(team -> ok(team.owner()
                        .post(
                                team.path("/webhooks"),
                                Map.of(
                                        "url", receiver.url(),
                                        "types", List.of("balance.low", "balance.recovered")))));

                for (int round = 1; round <= ROUNDS; round++) {
                    cross(teams, "-950");
                    killed.killServer();
                    awaitEvents(receiver, TEAMS * (2 * round - 1));
                    killed.restartServer();
                    cross(teams, "950");
                    killed.killServer();
                    awaitEvents(receiver, TEAMS * 2 * round);
                    killed.restartServer();
                }

                for (TestTeam team : teams) {
                    Map<String, Set<String>> ids = receiver.received().stream()
                            .filter(one -> one.json()
                                    .path("teamId")
                                    .asText()
                                    .equals(team.id().toString()))
                            .collect(Collectors.groupingBy(
                                    Receiver.Received::type,
                                    Collectors.mapping(Receiver.Received::id, Collectors.toSet())));
                    assertThat(ids.get("balance.low")).hasSize(ROUNDS);
                    assertThat(ids.get("balance.recovered")).hasSize(ROUNDS);
                }
            }
        }
    }

    private static void cross(List<TestTeam> teams, String amount) throws InterruptedException {
        Crowd.of(TEAMS, number -> {
            teams.get(number).adjust("CREDITS", amount);
            return number;
        });
    }

    private static void awaitEvents(Receiver receiver, int number) {
        await().atMost(PATIENCE).until(() -> ids(receiver).size() >= number);
    }

    private static Set<String> ids(Receiver receiver) {
        return receiver.received().stream().map(Receiver.Received::id).collect(Collectors.toSet());
    }
}
