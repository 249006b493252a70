package com.wevion.credits.event.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.RunningWork;
import com.wevion.credits.platform.database.Sql;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each crossing is an event, once; thresholds are 100 credits and four fifths of 10 dollars. */
class CrossingsTest {
    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final HikariDataSource pool = database.pool();
    private final Rounds rounds =
            new Rounds(Executors.defaultThreadFactory(), new RunningWork(), new SimpleMeterRegistry());
    private final CrossingRounds server = server();
    private final CrossingRounds otherServer = server();
    private final UUID team = UUID.randomUUID();

    private CrossingRounds server() {
        CrossingRounds server = new CrossingRounds();
        server.dataSource = pool;
        server.clock = Clock.systemUTC();
        server.percent = 80;
        return server;
    }

    @BeforeEach
    void insertATeam() {
        Sql sql = Sql.on(pool);
        sql.update(
                "INSERT INTO team (id, name, plan, ai_chat, creative_hub, creative_funding, low_balance_threshold_micros,"
                        + " minimum_purchase_role, created_at)"
                        + " VALUES (?, 'Team', 'PRO', true, true, 'METERED', 100000000, 'OWNER', now())",
                team);
        sql.update("INSERT INTO account (team_id, kind) VALUES (?, 'CREDITS')", team);
        sql.update("INSERT INTO account (team_id, kind, limit_units) VALUES (?, 'CREATIVE', 10000000000)", team);
    }

    @AfterEach
    void close() {
        rounds.close();
        pool.close();
        database.drop();
    }

    @Test
    void ofTheBalance() {
        has(1_000);
        has(100);
        assertThat(events()).isEmpty();
        has(99);
        has(1);
        assertThat(events()).containsExactly("balance.low");
        has(0);
        has(50);
        has(0);
        assertThat(events()).containsExactly("balance.low", "balance.empty", "balance.empty");
        has(100);
        has(99);

        assertThat(events())
                .containsExactly("balance.low", "balance.empty", "balance.empty", "balance.recovered", "balance.low");
    }

    /** A look at the team before its first credits makes no difference. */
    @Test
    void ofATeamThatWasNewWhenItWasLookedAt() {
        look();
        has(50);
        look();

        assertThat(events()).containsExactly("balance.low");
    }

    @Test
    void ofATeamThatIsSeenForTheFirstTime() {
        has(0);

        assertThat(events()).containsExactly("balance.empty");
    }

    @Test
    void ofTheSpendingLimitWithWhatIsHeld() {
        owes(7_999_999_999L, 0);
        owes(0, 8_000_000_000L);
        owes(5_000_000_000L, 4_000_000_000L);
        owes(6_000_000_000L, 4_000_000_000L);
        owes(0, 0);

        assertThat(events())
                .containsExactly("spending_limit.near", "spending_limit.reached", "spending_limit.recovered");
        assertThat(Sql.on(pool)
                        .list(
                                "SELECT data ->> 'available' AS available FROM event ORDER BY at",
                                row -> row.getString("available")))
                .containsExactly("2", "0", "10");
    }

    @Test
    void areNotedByOneOfTwoServersThatSeeThemAtOnce() throws InterruptedException {
        has(1_000);
        Sql.on(pool).update("UPDATE account SET balance_units = 50000000, sequence = 2 WHERE kind = 'CREDITS'");
        Thread other = new Thread(() -> otherServer.look(rounds, null));
        other.start();
        server.look(rounds, null);
        other.join();

        assertThat(events()).containsExactly("balance.low");
    }

    private void has(long credits) {
        Sql.on(pool)
                .update(
                        "UPDATE account SET balance_units = ?, sequence = sequence + 1 WHERE kind = 'CREDITS'",
                        credits * 1_000_000);
        look();
    }

    private void owes(long nanos, long heldNanos) {
        Sql.on(pool)
                .update(
                        "UPDATE account SET balance_units = -?::bigint, held_units = ? WHERE kind = 'CREATIVE'",
                        nanos,
                        heldNanos);
        look();
    }

    private void look() {
        server.look(rounds, null);
        otherServer.look(rounds, null);
    }

    private List<String> events() {
        return Sql.on(pool).list("SELECT type FROM event ORDER BY at", row -> row.getString("type"));
    }
}
