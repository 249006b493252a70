package com.wevion.credits.event.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.RunningWork;
import com.wevion.credits.platform.database.Sql;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
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
    private final SettableClock clock = new SettableClock(Instant.parse("2026-10-15T12:00:00Z"));
    private final CrossingRounds server = server();
    private final CrossingRounds otherServer = server();
    private final UUID team = UUID.randomUUID();

    private CrossingRounds server() {
        CrossingRounds server = new CrossingRounds();
        server.dataSource = pool;
        server.clock = clock;
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
                                "SELECT data ->> 'available' AS available FROM event ORDER BY at, id",
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

    @Test
    void ofTheSpendingLimitByTheTeamsOwnPercentage() {
        Sql.on(pool).update("UPDATE team SET warning_percent = 50");
        owes(4_999_999_999L, 0);
        assertThat(events()).isEmpty();
        owes(5_000_000_000L, 0);

        assertThat(events()).containsExactly("spending_limit.near");
    }

    @Test
    void ofAMembersCapWithWhatIsHeldUntilTheMonthIsOver() {
        UUID member = insertAMember("100000000");
        UUID other = insertAMember("null");
        uses(member, 79_999_999, 0);
        uses(other, 500_000_000, 0);
        assertThat(events()).isEmpty();
        uses(member, 79_999_999, 1);
        uses(member, 70_000_000, 40_000_000);
        uses(member, 90_000_000, 0);
        assertThat(events()).containsExactly("member_cap.near", "member_cap.reached");
        clock.advance(Duration.ofDays(31));
        look();

        assertThat(events()).containsExactly("member_cap.near", "member_cap.reached", "member_cap.recovered");
        assertThat(Sql.on(pool)
                        .list(
                                "SELECT concat_ws(' ', data ->> 'userId', data ->> 'unit', data ->> 'available', data ->> 'cap') AS data"
                                        + " FROM event ORDER BY at, id",
                                row -> row.getString("data")))
                .containsExactly(member + " CREDITS 20 100", member + " CREDITS 0 100", member + " CREDITS 100 100");
    }

    @Test
    void ofSeveralMembersAtOnceAndBothAccounts() {
        UUID one = insertAMember("1");
        UUID two = insertAMember("1");
        Sql.on(pool).update("UPDATE member SET cap_usd_nanos = 1");
        use("CREATIVE", one, 1, 0);
        use("CREDITS", one, 1, 0);
        use("CREDITS", two, 1, 0);
        look();

        assertThat(events()).containsOnly("member_cap.reached").hasSize(3);
    }

    @Test
    void ofACapThatIsRaisedLiftedOrNothing() {
        UUID member = insertAMember("100");
        uses(member, 100, 0);
        cap(member, "1000");
        look();
        cap(member, "0");
        look();
        cap(member, "50");
        look();
        cap(member, "null");
        look();

        assertThat(events())
                .containsExactly(
                        "member_cap.reached", "member_cap.recovered", "member_cap.reached", "member_cap.recovered");
        assertThat(Sql.on(pool)
                        .list(
                                "SELECT data::text AS data FROM event ORDER BY at DESC, id DESC LIMIT 1",
                                row -> row.getString("data")))
                .allMatch(data -> !data.contains("cap") && !data.contains("available"));
    }

    @Test
    void ofNobodyWhoHasLeft() {
        UUID member = insertAMember("100");
        Sql.on(pool).update("UPDATE member SET removed_at = now()");
        uses(member, 100, 0);

        assertThat(events()).isEmpty();
    }

    private UUID insertAMember(String cap) {
        UUID member = UUID.randomUUID();
        Sql.on(pool)
                .update(
                        "INSERT INTO member (team_id, user_id, role, display_name, joined_at)"
                                + " VALUES (?, ?, 'MEDIA_BUYER', 'Mo', now())",
                        team,
                        member);
        cap(member, cap);
        return member;
    }

    private void cap(UUID member, String micros) {
        Sql.on(pool).update("UPDATE member SET cap_credits_micros = " + micros + " WHERE user_id = ?", member);
    }

    private void uses(UUID member, long charged, long held) {
        use("CREDITS", member, charged, held);
        look();
    }

    private void use(String account, UUID member, long charged, long held) {
        Sql.on(pool)
                .update(
                        "INSERT INTO member_use (account_id, user_id, month, charged_units, held_units)"
                                + " SELECT id, ?, date_trunc('month', ?::timestamptz AT TIME ZONE 'UTC'), ?, ? FROM account WHERE kind = ?"
                                + " ON CONFLICT ON CONSTRAINT member_use_pk DO UPDATE"
                                + " SET charged_units = excluded.charged_units, held_units = excluded.held_units",
                        member,
                        clock.instant(),
                        charged,
                        held,
                        account);
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
                        "UPDATE account SET balance_units = -?::bigint, held_units = ?, sequence = sequence + 1"
                                + " WHERE kind = 'CREATIVE'",
                        nanos,
                        heldNanos);
        look();
    }

    private void look() {
        clock.advance(Duration.ofSeconds(1));
        server.look(rounds, null);
        otherServer.look(rounds, null);
    }

    private List<String> events() {
        return Sql.on(pool).list("SELECT type FROM event ORDER BY at, id", row -> row.getString("type"));
    }
}
