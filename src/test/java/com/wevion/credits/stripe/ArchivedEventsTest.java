package com.wevion.credits.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.RetentionScript;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.retention.Archived;
import com.wevion.credits.platform.retention.Horizon;
import com.wevion.credits.trail.PlatformsLog;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events of Stripe below the horizon: archived, though the script is killed, and never taken in again. */
class ArchivedEventsTest {
    private static final int OLD = 300;
    private static final LocalDate HORIZON = LocalDate.now(ZoneOffset.UTC).minusDays(400);

    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final HikariDataSource pool = database.pool();
    private final RetentionScript script =
            new RetentionScript(database.url(), Path.of("target/retention/archived-events"));
    private final EventInbox inbox = new EventInbox();

    ArchivedEventsTest() {
        inbox.receiving = pool;
        inbox.dataSource = pool;
        inbox.clock = Clock.systemUTC();
        inbox.audit = PlatformsLog.at(inbox.clock);
        inbox.horizon = Horizon.in(pool);
        database.execute(
                "INSERT INTO stripe_event (id, type, object_id, created_at, received_at, due_at, status, ended_at)"
                        + " SELECT 'evt_old_' || i, 'charge.refunded', 'a \"quoted\" \\ id' || i, t, t, t, 'DONE', t"
                        + " FROM generate_series(1, " + OLD + ") i, (SELECT now() - interval '500 days' AS t) t");
        assertThat(inbox.put(List.of(event("evt_new"), event("evt_old_1")))).isEqualTo(1);
    }

    @AfterEach
    void close() {
        pool.close();
        database.drop();
    }

    private static StripeEvent event(String id) {
        return new StripeEvent(id, "charge.refunded", "ch_1", "v", Instant.now());
    }

    private void recordTheHorizon() throws InterruptedException {
        assertThat(script.run(Map.of(), "record", HORIZON.toString()))
                .isEqualTo(new RetentionScript.Result(0, "The horizon is " + HORIZON + ".\n", ""));
    }

    private List<String> recorded() {
        return Sql.on(pool).list("SELECT file FROM retention_archive ORDER BY file", row -> row.getString("file"));
    }

    private long count(String from) {
        return database.count("SELECT count(*) FROM " + from);
    }

    private List<String> archivedIds() throws Exception {
        return script.lines(recorded()).stream()
                .map(line -> line.replaceFirst(".*\"id\": \"(evt_[a-z0-9_]+)\".*", "$1"))
                .toList();
    }

    private static List<String> oldIds() {
        return IntStream.rangeClosed(1, OLD).mapToObj(i -> "evt_old_" + i).toList();
    }

    @Test
    void areInTheFilesOnceThoughTheScriptIsKilledAgainAndAgain() throws Exception {
        recordTheHorizon();
        for (int kill = 1; kill <= 6; kill++) {
            Process running = script.start(
                    Map.of("CREDITS_RETENTION_ROWS", "11"),
                    "archive",
                    script.archive().toString());
            long seen = script.files();
            int more = kill % 3; // in the middle of a file, or soon after one or two
            await().pollInterval(Duration.ofMillis(1)).until(() -> script.files() > seen + more);
            RetentionScript.kill(running);
        }

        assertThat(script.archive(11).error()).isEmpty();

        assertThat(archivedIds()).containsExactlyInAnyOrderElementsOf(oldIds());
        assertThat(count("stripe_event")).isEqualTo(1);
        assertThat(count("stripe_event_key")).isEqualTo(OLD);
        assertThat(script.run(Map.of(), "check", script.archive().toString()).exit())
                .isZero();
        assertThat(database.count("SELECT sum(row_count) FROM retention_archive"))
                .isEqualTo(OLD);
    }

    @Test
    void areInTheFilesOnceThoughTwoScriptsRunAtOnce() throws Exception {
        recordTheHorizon();
        Map<String, String> inPieces = Map.of("CREDITS_RETENTION_ROWS", "60");
        Process one = script.start(inPieces, "archive", script.archive().toString());
        Process other = script.start(inPieces, "archive", script.archive().toString());
        one.waitFor();
        other.waitFor();

        assertThat(script.archive(60).error()).isEmpty();

        assertThat(archivedIds()).containsExactlyInAnyOrderElementsOf(oldIds());
        assertThat(count("stripe_event")).isEqualTo(1);
        assertThat(script.run(Map.of(), "check", script.archive().toString()).exit())
                .isZero();
    }

    @Test
    void areNotTakenInAgain() throws Exception {
        recordTheHorizon();
        assertThat(script.archive(1_000).error()).isEmpty();

        assertThat(inbox.put(List.of(event("evt_old_7"), event("evt_new"), event("evt_newer"))))
                .isEqualTo(1);
        assertThat(count("stripe_event")).isEqualTo(2);
        assertThatThrownBy(() -> inbox.replay("evt_old_7"))
                .isInstanceOfSatisfying(
                        Archived.class,
                        refusal ->
                                assertThat(refusal.members()).isEqualTo(Map.of("archivedBefore", HORIZON.toString())));
        assertThatThrownBy(() -> inbox.replay("evt_never")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> {
                    database.execute("UPDATE stripe_event SET status = 'DONE', ended_at = now() WHERE id = 'evt_new'");
                    inbox.replay("evt_new");
                })
                .isInstanceOf(Conflict.class);
    }

    @Test
    void stayWhereTheyAreIfTheFileIsNotWritten() throws Exception {
        recordTheHorizon();

        RetentionScript.Result failed = script.run(
                Map.of("CREDITS_RETENTION_ROWS", "1000"),
                "archive",
                script.archive().resolve("missing").toString());

        assertThat(failed.exit()).isEqualTo(2);
        assertThat(count("stripe_event")).isEqualTo(OLD + 1);
    }

    @Test
    void areMissedWhenAFileIsNotWhatItWas() throws Exception {
        recordTheHorizon();
        assertThat(script.archive(200).error()).isEmpty();
        String file = recorded().get(0);
        try (var out = java.nio.file.Files.newOutputStream(
                script.archive().resolve(file), java.nio.file.StandardOpenOption.APPEND)) {
            out.write(0);
        }

        RetentionScript.Result found =
                script.run(Map.of(), "check", script.archive().toString());

        assertThat(found.exit()).isEqualTo(1);
        assertThat(found.output()).isEqualTo(file + ": not what was archived\n");
    }

    @Test
    void areNotArchivedWhileOneOfThemIsUnfinished() throws Exception {
        database.execute("UPDATE stripe_event SET status = 'DEAD' WHERE id = 'evt_old_3'");

        RetentionScript.Result refused = script.run(Map.of(), "record", HORIZON.toString());

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.error())
                .isEqualTo("Older than " + HORIZON
                        + " and not finished:\n1 events of Stripe that are not done, the oldest evt_old_3\n");
        assertThat(script.archive(10).exit()).isEqualTo(2);
        assertThat(count("stripe_event")).isEqualTo(OLD + 1);
    }

    @Test
    void haveAHorizonThatIsOldEnoughAndNeverGoesBack() throws Exception {
        RetentionScript.Result tooNew =
                script.run(Map.of(), "record", HORIZON.plusDays(2).toString());
        recordTheHorizon();
        RetentionScript.Result back =
                script.run(Map.of(), "record", HORIZON.minusDays(1).toString());

        assertThat(tooNew.exit()).isEqualTo(2);
        assertThat(tooNew.error()).contains("is too new: it has to be 400 days ago");
        assertThat(back.exit()).isEqualTo(2);
        assertThat(back.error()).contains("is not later than the one that is recorded, " + HORIZON);
        Stream.of("DELETE FROM retention_horizon", "UPDATE retention_archive SET row_count = 0")
                .forEach(change ->
                        assertThatThrownBy(() -> database.execute(change)).hasMessageContaining("append-only"));
    }
}
