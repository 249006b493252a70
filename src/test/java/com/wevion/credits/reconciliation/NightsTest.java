package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.database.Night;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.rules.Window;
import com.wevion.credits.trail.Author;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nights: missing or late, with a run that came to something, or made up for. */
class NightsTest {
    private static final LocalDate NIGHT = LocalDate.of(2026, 11, 2);
    private static final Instant DUE = Instant.parse("2026-11-02T03:00:00Z");
    private static final AllTerms TERMS = new AllTerms(InvoiceBook.USUAL, Map.of());
    private static final long EXECUTION = 7;

    /** A clock that the test sets. */
    private static final class SetClock extends Clock {
        private Instant now = DUE.minusSeconds(3600);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final SetClock clock = new SetClock();
    private Nights nights = nights();
    private ScratchDatabase database;
    private HikariDataSource pool;
    private Runs runs;

    private Nights nights() {
        return new Nights(clock, LocalTime.of(3, 0), 35, Duration.ofHours(2));
    }

    @BeforeEach
    void open() {
        database = ScratchDatabase.migrated();
        pool = database.pool();
        runs = new Runs(pool, clock, Duration.ofSeconds(30), 1);
    }

    @AfterEach
    void close() {
        pool.close();
        database.drop();
    }

    private Night latest() {
        return nights.night(Sql.on(pool)).orElseThrow();
    }

    private UUID start(NewRun run) {
        UUID id = runs.record(run, 1, TERMS, Author.PLATFORM).run().id();
        runs.executedBy(id, EXECUTION);
        return id;
    }

    private void complete(UUID id, RunStatus status) {
        Sql.on(pool).together(sql -> {
            runs.complete(sql, id, status, "{}");
            return id;
        });
    }

    /** A run of an operator over all providers, completed. */
    private void operatorsRun(String provider, Window window, RunStatus status) {
        complete(
                start(new NewRun(
                        RunTrigger.OPERATOR,
                        provider,
                        window,
                        null,
                        UUID.randomUUID().toString())),
                status);
    }

    @Test
    void aNightMayWaitForAWhileAfterItIsDueAndAfterTheServerHasBegun() {
        Duration wait = Duration.ofMinutes(30);
        clock.now = DUE.plus(wait).minusSeconds(1);
        assertThat(nights.isWithin(wait)).isTrue();
        clock.now = DUE.plus(wait);
        assertThat(nights.isWithin(wait)).isFalse();
        clock.now = DUE.plus(Duration.ofHours(9));
        nights = nights();
        clock.now = clock.now.plusSeconds(60);
        assertThat(nights.isWithin(wait)).isTrue();
    }

    @Test
    void aNightWithoutARunIsMissingOnceItShouldHaveBegun() {
        clock.now = DUE.plus(Duration.ofHours(2));
        assertThat(latest()).isEqualTo(new Night(NIGHT, Night.State.PENDING, null, null));

        clock.now = clock.now.plusSeconds(1);

        assertThat(latest()).isEqualTo(new Night(NIGHT, Night.State.MISSING, null, null));
        operatorsRun("ACME", new Window(NIGHT.minusDays(40), NIGHT.plusDays(1)), RunStatus.COMPLETED);
        operatorsRun(null, new Window(NIGHT.minusDays(34), NIGHT), RunStatus.COMPLETED);
        operatorsRun(null, new Window(NIGHT.minusDays(35), NIGHT), RunStatus.COMPLETED_WITH_FAILURES);
        assertThat(latest().state()).isEqualTo(Night.State.MISSING);
        operatorsRun(null, new Window(NIGHT.minusDays(35), NIGHT), RunStatus.COMPLETED);
        assertThat(latest().state()).isEqualTo(Night.State.COMPLETED);
    }

    @Test
    void aServerThatWasDownInTheNightIsGivenTimeToMakeUpForIt() {
        clock.now = DUE.plus(Duration.ofHours(6));
        nights = nights();

        clock.now = DUE.plus(Duration.ofHours(8));
        assertThat(latest().state()).isEqualTo(Night.State.PENDING);
        clock.now = clock.now.plusSeconds(1);
        assertThat(latest().state()).isEqualTo(Night.State.MISSING);
    }

    @Test
    void aRunIsLateAfterItsTime() {
        clock.now = DUE.plusSeconds(60);
        UUID run = start(nights.run());
        assertThat(latest()).isEqualTo(new Night(NIGHT, Night.State.RUNNING, run, null));

        clock.now = clock.now.plus(Duration.ofHours(2)).plusSeconds(1);
        assertThat(latest().state()).isEqualTo(Night.State.LATE);
        complete(run, RunStatus.COMPLETED);

        assertThat(latest().state()).isEqualTo(Night.State.COMPLETED);
        clock.now = DUE.plus(Duration.ofDays(1));
        assertThat(latest()).isEqualTo(new Night(NIGHT.plusDays(1), Night.State.PENDING, null, null));
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPED", "FAILED", "COMPLETED_WITH_FAILURES", "ABANDONED"})
    void aNightThatWentWrongNeedsSomebodyUntilItIsMadeUpForOrAbandoned(Night.State state) {
        clock.now = DUE.plusSeconds(60);
        UUID run = start(nights.run());
        RunActions actions = new RunActions(pool, clock, Duration.ofSeconds(30));
        switch (state) {
            case STOPPED -> {
                actions.stop(run, Author.ofPerson(UUID.randomUUID()), "why");
                runs.left(run, EXECUTION);
            }
            case COMPLETED_WITH_FAILURES -> {
                Sql.on(pool).update("""
                        INSERT INTO reconciliation_provider (run_id, provider, problem)
                        VALUES (?, 'BEST', 'no'), (?, 'ACME', 'no'), (?, 'FINE', NULL)""", run, run, run);
                complete(run, RunStatus.COMPLETED_WITH_FAILURES);
            }
            default -> {
                runs.left(run, EXECUTION);
                clock.now = clock.now.plusSeconds(1);
                runs.giveUp();
                if (state == Night.State.ABANDONED) {
                    actions.abandon(run, Author.ofPerson(UUID.randomUUID()), "why");
                }
            }
        }

        Night night = latest();

        assertThat(night.state()).isEqualTo(state);
        assertThat(night.runId()).isEqualTo(run);
        assertThat(night.state().needsSomebody()).isEqualTo(state != Night.State.ABANDONED);
        assertThat(night.problem())
                .isEqualTo(
                        switch (state) {
                            case STOPPED -> null;
                            case COMPLETED_WITH_FAILURES -> "ACME, BEST";
                            default -> "Its job failed 1 times; the log of the server says why";
                        });
        if (night.state().needsSomebody()) {
            operatorsRun(null, nights.run().window(), RunStatus.COMPLETED);
            assertThat(latest().state()).isEqualTo(Night.State.COMPLETED);
        }
    }
}
