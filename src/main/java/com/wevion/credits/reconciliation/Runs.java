package com.wevion.credits.reconciliation;

import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.trail.Author;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The runs in the database: recorded once per key, one at a time in all servers, taken over from a server that died. Thread-safe. */
public class Runs {
    /** A run and whether its key had been used for it before. */
    public record Recorded(Run run, boolean replayed) {}

    private record Kept(byte[] fingerprint, Run run) {}

    /** Nothing of these is of use once a run has ended. */
    private static final List<String> DELETE_WORKING_ROWS = List.of(
            "DELETE FROM reconciliation_unmatched WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_request WHERE run_id = ANY (?)");

    private static final List<String> DELETE_RESULTS = List.of(
            "DELETE FROM reconciliation_finding WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_matched WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_total WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_recorded WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_accounted WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_slice WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_source WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_covered WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_correction WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_repeat WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_rate WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_sku WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_ignored WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_ignored_sum WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_group WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_provider WHERE run_id = ANY (?) AND problem IS NULL",
            "DELETE FROM reconciliation_money WHERE run_id = ANY (?)",
            "DELETE FROM reconciliation_step WHERE run_id = ANY (?)");

    private final DataSource dataSource;
    private final Clock clock;
    private final Duration lease;
    private final int maxStarts;

    /**
     * Keeps runs in the table {@code reconciliation_run}.
     *
     * @param lease after this time without a sign of life a run is taken over
     * @param maxStarts after so many starts of its job a run has failed
     */
    public Runs(DataSource dataSource, Clock clock, Duration lease, int maxStarts) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.lease = lease;
        this.maxStarts = maxStarts;
    }

    /**
     * Records a run, once per key; its job is to be started then.
     *
     * @throws Conflict if another run has not ended
     * @throws IdempotencyKeyReused if the key was used for another one
     */
    public Recorded record(NewRun wanted, int catalogVersion, AllTerms terms, Author by) {
        Optional<Recorded> earlier = earlier(wanted);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        UUID id = Ids.next();
        boolean recorded = Sql.on(dataSource).together(sql -> {
            boolean inserted = insert(sql, id, wanted, catalogVersion, terms);
            if (inserted) {
                by.record(sql, clock.instant(), RunEvents.started(id, wanted));
            }
            return inserted;
        });
        if (!recorded) {
            return earlier(wanted).orElseThrow(this::anotherRuns);
        }
        return new Recorded(find(id), false);
    }

    private boolean insert(Sql sql, UUID id, NewRun wanted, int catalogVersion, AllTerms terms) {
        Instant now = clock.instant();
        int inserted = sql.update(
                """
                INSERT INTO reconciliation_run (id, idempotency_key, fingerprint, trigger, requested_by, provider, from_day, to_day,
                                                catalog_version, terms, starts, started_at, lease_until)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, 1, ?, ?) ON CONFLICT DO NOTHING""",
                id,
                wanted.idempotencyKey(),
                wanted.fingerprint(),
                wanted.trigger().name(),
                wanted.requestedBy(),
                wanted.provider(),
                wanted.window().from(),
                wanted.window().to(),
                catalogVersion,
                terms.toJson(),
                now,
                now.plus(lease));
        if (inserted == 1) {
            Arrays.stream(Step.values())
                    .forEach(step -> sql.update(
                            "INSERT INTO reconciliation_step (run_id, step) VALUES (?, ?)", id, step.name()));
        }
        return inserted == 1;
    }

    /**
     * The run that was recorded with the key.
     *
     * @throws IdempotencyKeyReused if that was another one
     */
    public Optional<Recorded> earlier(NewRun wanted) {
        Optional<Kept> kept = Sql.on(dataSource)
                .first(
                        "SELECT * FROM reconciliation_run WHERE idempotency_key = ?",
                        row -> new Kept(row.getBytes("fingerprint"), Run.read(row)),
                        wanted.idempotencyKey());
        if (kept.isPresent() && !Arrays.equals(kept.get().fingerprint(), wanted.fingerprint())) {
            throw new IdempotencyKeyReused();
        }
        return kept.map(found -> new Recorded(found.run(), true));
    }

    private Conflict anotherRuns() {
        return new Conflict(Sql.on(dataSource)
                .first(
                        "SELECT id FROM reconciliation_run WHERE status IN ('RUNNING', 'STOPPING')",
                        row -> "Run " + Sql.uuid(row, "id") + " has not ended; one reconciliation runs at a time.")
                .orElse("Another run had not ended; try again."));
    }

    /**
     * A run as it is now.
     *
     * @throws NotFound if there is none
     */
    public Run find(UUID id) {
        return Sql.on(dataSource)
                .first("SELECT * FROM reconciliation_run WHERE id = ?", Run::read, id)
                .orElseThrow(() -> new NotFound("reconciliation run"));
    }

    /** Notes the execution that works on a run. */
    public void executedBy(UUID id, long executionId) {
        Sql.on(dataSource).update("UPDATE reconciliation_run SET execution_id = ? WHERE id = ?", executionId, id);
    }

    /** Says that runs are being worked on. */
    public void alive(Collection<UUID> ids) {
        Sql.on(dataSource).update("""
                        UPDATE reconciliation_run SET lease_until = ?
                         WHERE id IN (SELECT id FROM reconciliation_run WHERE id = ANY (?) AND status IN ('RUNNING', 'STOPPING')
                                       FOR UPDATE SKIP LOCKED)""", clock.instant().plus(lease), ids.toArray(UUID[]::new));
    }

    /**
     * Says that an execution of a run has ended without completing it, unless another execution works on it: it is taken over at once, or
     * stopped if somebody has asked for that.
     */
    public void left(UUID id, long executionId) {
        Sql.on(dataSource)
                .update(
                        "UPDATE reconciliation_run SET lease_until = '-infinity' WHERE id = ? AND execution_id = ? AND status = 'RUNNING'",
                        id,
                        executionId);
        end(
                "SET status = 'STOPPED', ended_at = ? WHERE id = ? AND execution_id = ? AND status = 'STOPPING'",
                clock.instant(),
                id,
                executionId);
    }

    /** Those of some runs that are to stop. */
    public List<Run> stopping(Collection<UUID> ids) {
        return Sql.on(dataSource)
                .list("SELECT * FROM reconciliation_run WHERE id = ANY (?) AND status = 'STOPPING'", Run::read, (Object)
                        ids.toArray(UUID[]::new));
    }

    /** Stops the run that is to stop and on which no server works. */
    public void stopSilent() {
        Instant now = clock.instant();
        end("SET status = 'STOPPED', ended_at = ? WHERE status = 'STOPPING' AND lease_until < ?", now, now);
    }

    /** Says that a run could not be started, so that it is taken over at once. */
    public void notStarted(UUID id) {
        Sql.on(dataSource)
                .update(
                        "UPDATE reconciliation_run SET lease_until = '-infinity' WHERE id = ? AND status = 'RUNNING'",
                        id);
    }

    /** Takes over the run that its server has abandoned, if there is one: this server is to restart its job. */
    public Optional<Run> takeOver() {
        Instant now = clock.instant();
        return Sql.on(dataSource).first("""
                        UPDATE reconciliation_run SET lease_until = ?, starts = starts + 1
                         WHERE id IN (SELECT id FROM reconciliation_run
                                       WHERE status = 'RUNNING' AND lease_until < ? AND starts < ? FOR UPDATE SKIP LOCKED)
                        RETURNING *""", Run::read, now.plus(lease), now, maxStarts);
    }

    /** Ends the run that was started as often as is allowed. */
    public void giveUp() {
        Instant now = clock.instant();
        end("""
                SET status = 'FAILED', ended_at = ?,
                    problem = 'Its job failed ' || starts || ' times; the log of the server says why'
                 WHERE status = 'RUNNING' AND lease_until < ? AND starts >= ?""", now, now, maxStarts);
    }

    private void end(String change, Object... parameters) {
        Sql.on(dataSource).together(sql -> {
            List<Run> ended = sql.list("UPDATE reconciliation_run " + change + " RETURNING *", Run::read, parameters);
            ended.forEach(run -> RunEvents.record(sql, run, clock.instant()));
            return ended;
        });
    }

    /** True if a run with this key was recorded. */
    public boolean has(String idempotencyKey) {
        return Sql.on(dataSource)
                .first("SELECT 1 FROM reconciliation_run WHERE idempotency_key = ?", row -> true, idempotencyKey)
                .isPresent();
    }

    /**
     * Removes what ended runs worked with, and what the oldest of them found, beyond so many; what people still work on and the
     * reports stay.
     */
    public void forget(int kept) {
        Sql sql = Sql.on(dataSource);
        // What came after the last report may be restarted.
        UUID[] ended = ids(sql, """
                SELECT id FROM reconciliation_run WHERE ended_at IS NOT NULL AND (status = 'ABANDONED' OR id <= (
                    SELECT id FROM reconciliation_run WHERE report IS NOT NULL ORDER BY id DESC LIMIT 1))""");
        DELETE_WORKING_ROWS.forEach(delete -> sql.update(delete, (Object) ended));
        UUID[] oldest = ids(sql, """
                SELECT id FROM (SELECT id FROM reconciliation_run WHERE ended_at IS NOT NULL ORDER BY id DESC OFFSET ?) AS oldest
                 WHERE id NOT IN (SELECT last_run FROM reconciliation_break WHERE state <> 'RESOLVED')""", kept);
        DELETE_RESULTS.forEach(delete -> sql.update(delete, (Object) oldest));
    }

    private static UUID[] ids(Sql sql, String select, Object... parameters) {
        return sql.list(select, row -> Sql.uuid(row, "id"), parameters).toArray(UUID[]::new);
    }

    /**
     * Completes a run that works.
     *
     * @param status the way in which it is completed
     * @throws DatabaseFailure if the database is away
     */
    public void complete(Sql sql, UUID id, RunStatus status, String report) {
        sql.first(
                        "UPDATE reconciliation_run SET status = ?, ended_at = ?, report = ?::json"
                                + " WHERE id = ? AND status = 'RUNNING' RETURNING *",
                        Run::read,
                        status.name(),
                        clock.instant(),
                        report,
                        id)
                .ifPresent(run -> RunEvents.record(sql, run, clock.instant()));
        sql.update(
                "UPDATE reconciliation_step SET status = 'DONE', rows_done = greatest(rows_done, rows_expected) WHERE run_id = ?",
                id);
    }
}
