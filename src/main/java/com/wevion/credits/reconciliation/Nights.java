package com.wevion.credits.reconciliation;

import com.wevion.credits.platform.database.Backlog;
import com.wevion.credits.platform.database.Night;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.time.DailyTime;
import com.wevion.credits.reconciliation.rules.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** The nightly runs: the time and the days of each, and the fate of the latest one. Thread-safe. */
public class Nights implements Backlog {
    private record Found(
            UUID id, RunStatus status, String problem, String failed, Instant startedAt, boolean madeUpFor) {
        static Found read(ResultSet row) throws SQLException {
            return new Found(
                    Sql.uuid(row, "id"),
                    RunStatus.valueOf(row.getString("status")),
                    row.getString("problem"),
                    row.getString("failed"),
                    Sql.instant(row, "started_at"),
                    row.getBoolean("made_up_for"));
        }
    }

    private static final String RUN = """
            SELECT r.id, r.status, r.problem, r.started_at,
                   (SELECT string_agg(p.provider, ', ' ORDER BY p.provider) FROM reconciliation_provider p
                     WHERE p.run_id = r.id AND p.problem IS NOT NULL) AS failed,
                   EXISTS (SELECT FROM reconciliation_run o
                            WHERE o.id > r.id AND o.provider IS NULL AND o.status = 'COMPLETED'
                              AND o.from_day <= r.from_day AND o.to_day >= r.to_day) AS made_up_for
              FROM reconciliation_run r WHERE r.idempotency_key = ?""";

    private static final String ANOTHER = """
            SELECT id FROM reconciliation_run
             WHERE provider IS NULL AND status = 'COMPLETED' AND from_day <= ? AND to_day >= ? AND started_at >= ? LIMIT 1""";

    private final Clock clock;
    private final LocalTime time;
    private final int days;
    private final Duration late;
    private final Instant since;

    /**
     * Knows when runs are due. What was missed before now is made up for, and is missing only if that takes too long.
     *
     * @param time of day in UTC
     * @param days that a run covers
     * @param late the time after which a run should have begun, and then have ended
     */
    public Nights(Clock clock, LocalTime time, int days, Duration late) {
        this.clock = clock;
        this.time = time;
        this.days = days;
        this.late = late;
        this.since = clock.instant();
    }

    /** The latest night whose time has come. */
    LocalDate due() {
        return DailyTime.due(clock, time);
    }

    /** The run of the latest night, once it is started. */
    public NewRun run() {
        LocalDate night = due();
        return NewRun.nightly(window(night), key(night));
    }

    private Window window(LocalDate night) {
        return new Window(night.minusDays(days), night);
    }

    /** With a blank, which no caller's key has. */
    private static String key(LocalDate night) {
        return "nightly " + night;
    }

    /** The latest one. A later run over the same days and all providers makes up for one that went wrong. */
    @Override
    public Optional<Night> night(Sql sql) {
        LocalDate night = due();
        return Optional.of(sql.first(RUN, Found::read, key(night))
                .map(found -> new Night(
                        night, state(found), found.id(), found.problem() == null ? found.failed() : found.problem()))
                .orElseGet(() -> withoutRun(sql, night)));
    }

    private Night.State state(Found found) {
        return switch (found.status()) {
            case RUNNING, STOPPING -> isOver(found.startedAt()) ? Night.State.LATE : Night.State.RUNNING;
            case COMPLETED -> Night.State.COMPLETED;
            case ABANDONED -> Night.State.ABANDONED;
            case STOPPED -> found.madeUpFor() ? Night.State.COMPLETED : Night.State.STOPPED;
            case FAILED -> found.madeUpFor() ? Night.State.COMPLETED : Night.State.FAILED;
            case COMPLETED_WITH_FAILURES ->
                found.madeUpFor() ? Night.State.COMPLETED : Night.State.COMPLETED_WITH_FAILURES;
        };
    }

    private Night withoutRun(Sql sql, LocalDate night) {
        Instant due = night.atTime(time).toInstant(ZoneOffset.UTC);
        if (!isOver(due.isAfter(since) ? due : since)) {
            return new Night(night, Night.State.PENDING, null, null);
        }
        Window window = window(night);
        return sql.first(ANOTHER, row -> Sql.uuid(row, "id"), window.from(), window.to(), due)
                .map(run -> new Night(night, Night.State.COMPLETED, run, null))
                .orElseGet(() -> new Night(night, Night.State.MISSING, null, null));
    }

    /** True until this time has passed since the latest night was due, or since this server has begun to look. */
    public boolean isWithin(Duration wait) {
        Instant due = due().atTime(time).toInstant(ZoneOffset.UTC);
        return clock.instant().isBefore((due.isAfter(since) ? due : since).plus(wait));
    }

    private boolean isOver(Instant begin) {
        return clock.instant().isAfter(begin.plus(late));
    }
}
