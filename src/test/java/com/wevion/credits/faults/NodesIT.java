package com.wevion.credits.faults;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.EventStream;
import com.wevion.credits.dev.LoadBalancer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithServersOfItsOwn;
import com.wevion.credits.dev.stripe.PaymentBehaviour;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two servers on one database and one broker, which lets in nobody without user, password and permission, behind one address. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithServersOfItsOwn
@Tag("long")
class NodesIT {
    private static final Path FOLDER = Path.of("target/it/nodes").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLIENTS = 8;
    private static final int EACH = 150;
    private static final Pattern ROUNDS =
            Pattern.compile("credits_rounds_seconds_count\\{name=\"(nightly-reconciliation|checkpoint|top-ups)\","
                    + "outcome=\"DONE\"[^}]*} (\\d+)");

    private LocalService one;
    private LocalService other;
    private Wire wireOfOther;
    private LoadBalancer balancer;

    @BeforeAll
    void start() {
        DataFolder.delete(FOLDER);
        Map<String, String> settings = new HashMap<>(Map.of(
                "credits.topup.poll.seconds", "1",
                "credits.checkpoint.poll.seconds", "1",
                "credits.reconciliation.poll.seconds", "1"));
        settings.put("credits.engines.delay.millis", "100");
        one = LocalService.prepare(TestSettings.in(FOLDER.resolve("one"), settings));
        one.start();
        settings.putAll(one.shared());
        URI database = URI.create(settings.get("credits.db.url").substring("jdbc:".length()));
        wireOfOther = new Wire(database.getPort());
        settings.put(
                "credits.db.url",
                settings.get("credits.db.url").replace(":" + database.getPort() + "/", ":" + wireOfOther.port() + "/"));
        settings.put("credits.simulated.engines", "false");
        other = LocalService.prepare(TestSettings.in(FOLDER.resolve("other"), settings));
        other.start();
        balancer = new LoadBalancer(one, other);
    }

    @AfterAll
    void stop() {
        balancer.close();
        other.close();
        wireOfOther.close();
        one.close();
    }

    private Traffic traffic(String name) {
        return new Traffic(one, balancer.url(), FOLDER.resolve(name), CLIENTS);
    }

    private List<LocalService> both() {
        return List.of(one, other);
    }

    @Test
    void losesNothingWhenAServerStopsAndStartsAgain() {
        try (Traffic traffic = traffic("stopped")) {
            traffic.awaitFurther(EACH);
            other.stopServer();
            traffic.awaitFurther(EACH);
            other.restartServer();
            traffic.awaitFurther(EACH);
            traffic.endAndCompare();
        }
    }

    @Test
    void losesNothingWhenAServerIsKilled() {
        try (Traffic traffic = traffic("killed")) {
            traffic.awaitFurther(EACH);
            other.killServer();
            traffic.awaitFurther(EACH);
            other.restartServer();
            traffic.awaitFurther(EACH);
            traffic.endAndCompare();
        }
    }

    @Test
    void aServerWhoseDatabaseStallsIsNotReadyWithinTenSecondsAndComesBackByItself() {
        try (Traffic traffic = traffic("stalled")) {
            traffic.awaitFurther(EACH);

            wireOfOther.set(Wire.State.STALLED);
            await().atMost(Duration.ofSeconds(10)).until(() -> !other.ready());
            assertThat(one.ready()).isTrue();
            balancer.route(path -> one);
            traffic.awaitFurther(EACH);

            wireOfOther.set(Wire.State.WHOLE);
            await().atMost(PATIENCE).until(other::ready);
            balancer.alternate();
            traffic.awaitFurther(EACH);
            traffic.endAndCompare();
        }
    }

    @Test
    void balancesAreHeardOfWhicheverServerABrowserIsAt() {
        TestTeam team = TestTeam.withCredits(one, "1000");
        Api admin = Api.superAdmin(one);
        try (EventStream here = EventStream.of(one, team.owner(), team);
                EventStream there = EventStream.of(other, team.owner(), team)) {
            here.awaitData(EventStream.asked(team));
            there.awaitData(EventStream.asked(team));

            for (LocalService server : both()) {
                ok(admin.through(server.baseUrl())
                        .post(
                                team.path("/adjustments"),
                                Map.of("account", "CREDITS", "amount", "-100", "reason", "heard")));

                String now = EventStream.asked(team);
                here.awaitData(now);
                there.awaitData(now);
            }
        }
        assertThat(team.balance("credits.balance")).isEqualTo("800");
    }

    @Test
    void whatIsDueIsDoneOnceThoughTheTimersOfBothLookForIt() {
        List<TestTeam> teams = IntStream.range(0, 8).mapToObj(i -> toppedUp()).toList();

        for (TestTeam team : teams) {
            await().atMost(PATIENCE).until(() -> team.balance("credits.balance").equals("5010"));
        }
        Map<String, Long> before = rounds();
        assertThat(before).hasSize(2 * 3);
        await().atMost(PATIENCE)
                .until(() -> rounds().entrySet().stream()
                        .allMatch(round -> round.getValue() > before.get(round.getKey()) + 2));

        for (TestTeam team : teams) {
            assertThat(ok(team.owner().get(team.path("/purchases"))).json().path("items"))
                    .hasSize(1);
            assertThat(team.balance("credits.balance")).isEqualTo("5010");
        }
        assertThat(one.stripe().ids("payment_intent")).hasSameSizeAs(teams);
        assertThat(counted("SELECT count(*) FROM reconciliation_run WHERE trigger = 'NIGHTLY' AND starts = 1"))
                .isOne();
        assertThat(counted("SELECT count(*) - count(DISTINCT day) FROM checkpoint"))
                .isZero();
    }

    /** One that has ten credits and a saved card, and buys 5,000 when it has less than 1,000. */
    private TestTeam toppedUp() {
        TestTeam team = TestTeam.withCredits(one, "10");
        Map<String, Object> settings = new HashMap<>(Map.of(
                "enabled", true,
                "threshold", "1000",
                "package", "STARTER",
                "maximumPerMonth", 5,
                "maximumUsdPerMonth", "100"));
        ok(team.owner().put(team.path("/auto-top-up"), settings)); // makes the customer, who has no card yet
        settings.put("enabled", false);
        ok(team.owner().put(team.path("/auto-top-up"), settings));
        String customer = one.stripe().ids("customer").stream()
                .filter(id -> one.stripe()
                        .object(id)
                        .at("/metadata/teamId")
                        .asText()
                        .equals(team.id().toString()))
                .findFirst()
                .orElseThrow();
        one.stripe().savePaymentMethod(customer, PaymentBehaviour.SUCCEEDS);
        settings.put("enabled", true);
        ok(team.owner().put(team.path("/auto-top-up"), settings));
        return team;
    }

    /** The rounds that each server has done, by its address and the name. */
    private Map<String, Long> rounds() {
        Map<String, Long> rounds = new HashMap<>();
        for (LocalService server : both()) {
            String metrics = Api.nobody(one)
                    .through(server.managementUrl())
                    .send("GET", "/metrics", null)
                    .body();
            for (MatchResult round : ROUNDS.matcher(metrics).results().toList()) {
                rounds.merge(server.baseUrl() + " " + round.group(1), Long.valueOf(round.group(2)), Long::sum);
            }
        }
        return rounds;
    }

    @Test
    void aReconciliationThatBothAreAskedForRunsOnce() throws InterruptedException {
        await().atMost(PATIENCE)
                .until(() -> counted("SELECT count(*) FROM reconciliation_run WHERE ended_at IS NULL") == 0);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Map<String, String> days = Map.of("from", today.minusDays(1).toString(), "to", today.toString());
        String key = UUID.randomUUID().toString();
        Api admin = Api.superAdmin(one);

        List<Crowd.Result<Api.Answer>> answers = Crowd.of(
                8, caller -> admin.through(both().get(caller % 2).baseUrl()).post("/reconciliation/runs", days, key));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.value().status())
                        .as(answer.value().body())
                        .isEqualTo(202));
        Set<String> runs = answers.stream()
                .map(answer -> answer.value().text("runId"))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        assertThat(runs).hasSize(1);
        String path = "/reconciliation/runs/" + runs.iterator().next();
        for (LocalService server : both()) {
            JsonNode run = await().atMost(PATIENCE)
                    .until(
                            () -> ok(admin.through(server.baseUrl()).get(path)).json(),
                            found -> !found.path("status").asText().equals("RUNNING"));
            assertThat(run.path("status").asText()).isEqualTo("COMPLETED");
        }
        assertThat(counted("SELECT starts FROM reconciliation_run WHERE idempotency_key = '" + key + "'"))
                .isOne();
    }

    private long counted(String sql) {
        try (Connection connection = DriverManager.getConnection(one.databaseUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
