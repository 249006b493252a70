package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.Author;
import com.wevion.credits.trail.RecordedLines;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs in the hands of operators: which state lets them do what, once, and who did it. */
class RunActionsTest {
    private static final Instant NIGHT = Instant.parse("2026-01-01T03:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final long EXECUTION = 7;
    private static final UUID ADA = new UUID(0, 1);
    private static final AllTerms TERMS = new AllTerms(InvoiceBook.USUAL, Map.of());

    private ScratchDatabase database;
    private HikariDataSource pool;
    private RunActions actions;
    private UUID run;

    @BeforeEach
    void open() {
        database = ScratchDatabase.migrated();
        pool = database.pool();
        actions = new RunActions(pool, Clock.fixed(NIGHT, ZoneOffset.UTC), LEASE);
        run = record("night");
        at(NIGHT).executedBy(run, EXECUTION);
    }

    @AfterEach
    void close() {
        pool.close();
        database.drop();
    }

    private Runs at(Instant now) {
        return new Runs(pool, Clock.fixed(now, ZoneOffset.UTC), LEASE, 1);
    }

    private UUID record(String key) {
        return at(NIGHT)
                .record(NewRun.nightly(InvoiceBook.OCTOBER, key), 1, TERMS, Author.PLATFORM)
                .run()
                .id();
    }

    private RunStatus status() {
        return at(NIGHT).find(run).status();
    }

    private void stopped() {
        actions.stop(run, Author.ofPerson(ADA), "too slow");
        at(NIGHT).left(run, EXECUTION);
        assertThat(status()).isEqualTo(RunStatus.STOPPED);
    }

    private void failed() {
        at(NIGHT).left(run, EXECUTION);
        at(NIGHT).giveUp();
        assertThat(status()).isEqualTo(RunStatus.FAILED);
    }

    private void completed() {
        Sql.on(pool).together(sql -> {
            at(NIGHT).complete(sql, run, RunStatus.COMPLETED, "{}");
            return run;
        });
        assertThat(status()).isEqualTo(RunStatus.COMPLETED);
    }

    private List<String> ends() {
        return RecordedLines.of(pool, AuditAction.RECONCILIATION_ENDED, "status", "problem");
    }

    @Test
    void theAuditLogSaysHowARunEndedEachTime() {
        stopped();
        assertThat(ends()).containsExactly("PLATFORM STOPPED -");
        actions.restart(run, Author.ofPerson(ADA), "once more");
        at(NIGHT).executedBy(run, EXECUTION);
        failed();
        assertThat(ends().get(1)).isEqualTo("PLATFORM FAILED Its job failed 1 times; the log of the server says why");
        actions.restart(run, Author.ofPerson(ADA), "once more");
        completed();
        completed();
        assertThat(ends()).hasSize(3).last().isEqualTo("PLATFORM COMPLETED -");
    }

    @Test
    void aRunStopsWhenItsJobHasEndedAndNotBefore() {
        actions.stop(run, Author.ofPerson(ADA), "too slow");

        assertThat(status()).isEqualTo(RunStatus.STOPPING);
        assertThat(at(NIGHT).stopping(List.of(run))).extracting(Run::id).containsExactly(run);
        assertThatThrownBy(() -> record("next")).isInstanceOf(Conflict.class).hasMessageContaining(run.toString());
        at(NIGHT).left(run, EXECUTION - 1);
        assertThat(status()).isEqualTo(RunStatus.STOPPING);
        at(NIGHT).left(run, EXECUTION);
        Run stopped = at(NIGHT).find(run);
        assertThat(stopped.status()).isEqualTo(RunStatus.STOPPED);
        assertThat(stopped.endedAt()).isEqualTo(NIGHT);
        assertThat(at(NIGHT.plusSeconds(60)).takeOver()).isEmpty();
    }

    @Test
    void aRunThatIsToStopAndWhoseServerIsSilentIsStopped() {
        actions.stop(run, Author.ofPerson(ADA), "too slow");

        at(NIGHT.plusSeconds(30)).stopSilent();
        assertThat(status()).isEqualTo(RunStatus.STOPPING);
        at(NIGHT.plusSeconds(20)).alive(List.of(run));
        at(NIGHT.plusSeconds(31)).stopSilent();
        assertThat(status()).isEqualTo(RunStatus.STOPPING);
        assertThat(at(NIGHT.plusSeconds(51)).takeOver()).isEmpty();
        at(NIGHT.plusSeconds(51)).stopSilent();

        assertThat(status()).isEqualTo(RunStatus.STOPPED);
    }

    @Test
    void aRunThatIsToStopIsNotCompleted() {
        actions.stop(run, Author.ofPerson(ADA), "too slow");

        Sql.on(pool).together(sql -> {
            at(NIGHT).complete(sql, run, RunStatus.COMPLETED, "{}");
            return run;
        });

        assertThat(status()).isEqualTo(RunStatus.STOPPING);
    }

    @Test
    void whatWasStoppedOrHasFailedIsRestartedWithAllItsStarts() {
        stopped();
        assertThat(actions.restart(run, Author.ofPerson(ADA), "now")).isTrue();
        Run again = at(NIGHT).find(run);
        assertThat(again.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(again.endedAt()).isNull();
        assertThat(again.starts()).isEqualTo(1);
        assertThat(at(NIGHT.plusSeconds(30)).takeOver()).isEmpty();

        failed();
        assertThat(actions.restart(run, Author.ofPerson(ADA), "the disk is there again"))
                .isTrue();
        assertThat(at(NIGHT).find(run).problem()).isNull();

        assertThat(actions.of(run))
                .extracting(action -> action.action() + " " + action.by() + " " + action.reason())
                .containsExactly(
                        "STOP " + ADA + " too slow",
                        "RESTART " + ADA + " now",
                        "RESTART " + ADA + " the disk is there again");
    }

    @Test
    void whoFailedIsTriedAgainAfterARestart() {
        for (String provider : List.of("ACME", "STRIPE")) {
            Sql.on(pool)
                    .update(
                            "INSERT INTO reconciliation_provider (run_id, provider, problem) VALUES (?, ?, 'no')",
                            run,
                            provider);
        }
        stopped();

        actions.restart(run, Author.ofPerson(ADA), "now");

        assertThat(Sql.on(pool)
                        .list(
                                "SELECT * FROM reconciliation_provider",
                                row -> row.getString("provider") + " " + row.getString("problem")))
                .as("Stripe is a provider only of a run in which it failed")
                .containsExactly("ACME null");
    }

    @Test
    void whatIsAskedForAgainIsDoneOnce() throws InterruptedException {
        var stops = Crowd.of(8, number -> {
            actions.stop(run, Author.ofPerson(ADA), "too slow");
            return run;
        });
        at(NIGHT).left(run, EXECUTION);
        var restarts = Crowd.of(8, number -> actions.restart(run, Author.ofPerson(ADA), "now"));
        failed();
        var abandons = Crowd.of(8, number -> {
            actions.abandon(run, Author.ofPerson(ADA), "hopeless");
            return run;
        });

        assertThat(stops).allMatch(each -> each.thrown() == null);
        assertThat(restarts)
                .allMatch(each -> each.thrown() == null)
                .filteredOn(Crowd.Result::value)
                .hasSize(1);
        assertThat(abandons).allMatch(each -> each.thrown() == null);
        assertThat(actions.of(run))
                .extracting(RunAction::action)
                .containsExactly(RunAction.Kind.STOP, RunAction.Kind.RESTART, RunAction.Kind.ABANDON);
    }

    @Test
    void onlyTheLatestRunIsRestarted() {
        stopped();
        UUID later = record("next");

        assertThatThrownBy(() -> actions.restart(run, Author.ofPerson(ADA), "now"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining(later.toString());

        assertThat(status()).isEqualTo(RunStatus.STOPPED);
        assertThat(actions.of(run)).hasSize(1);
    }

    @Test
    void whatWasAbandonedStaysSoAndKeepsItsProblem() {
        failed();
        actions.abandon(run, Author.ofPerson(ADA), "hopeless");

        assertThat(status()).isEqualTo(RunStatus.ABANDONED);
        assertThat(at(NIGHT).find(run).problem()).startsWith("Its job failed 1 times");
        assertThatThrownBy(() -> actions.restart(run, Author.ofPerson(ADA), "now"))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> actions.stop(run, Author.ofPerson(ADA), "now")).isInstanceOf(Conflict.class);
    }

    @ParameterizedTest
    @EnumSource(RunAction.Kind.class)
    void aCompletedRunIsLeftAlone(RunAction.Kind kind) {
        completed();

        assertThatThrownBy(() -> {
                    switch (kind) {
                        case STOP -> actions.stop(run, Author.ofPerson(ADA), "now");
                        case RESTART -> actions.restart(run, Author.ofPerson(ADA), "now");
                        case ABANDON -> actions.abandon(run, Author.ofPerson(ADA), "now");
                    }
                })
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("COMPLETED");
        assertThat(actions.of(run)).isEmpty();
    }

    @Test
    void aRunThatWorksIsNeitherRestartedNorAbandonedAndAnUnknownOneIsNotFound() {
        assertThatThrownBy(() -> actions.restart(run, Author.ofPerson(ADA), "now"))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> actions.abandon(run, Author.ofPerson(ADA), "now"))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> actions.stop(new UUID(0, 9), Author.ofPerson(ADA), "now"))
                .isInstanceOf(NotFound.class);
        assertThat(status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void whatMayBeRestartedKeepsWhatItWorksWith() {
        completed();
        UUID night = run;
        run = record("next");
        at(NIGHT).executedBy(run, EXECUTION);
        stopped();
        for (UUID each : List.of(night, run)) {
            Sql.on(pool).update("""
                    INSERT INTO reconciliation_unmatched (run_id, provider, request_id, measure, day, recorded_rows, uncosted_rows,
                                                          billed_rows, corrections, unquantified_rows, again_rows)
                    VALUES (?, 'ACME', 'r', 'IMAGES', '2026-10-01', 1, 0, 0, 0, 0, 0)""", each);
        }

        at(NIGHT).forget(400);
        assertThat(unmatched()).containsExactly(run);

        actions.abandon(run, Author.ofPerson(ADA), "hopeless");
        at(NIGHT).forget(400);
        assertThat(unmatched()).isEmpty();
    }

    private List<UUID> unmatched() {
        return Sql.on(pool).list("SELECT run_id FROM reconciliation_unmatched", row -> Sql.uuid(row, "run_id"));
    }
}
