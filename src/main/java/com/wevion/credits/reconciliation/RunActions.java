package com.wevion.credits.reconciliation;

import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.Author;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** The hands of operators on runs: each action is recorded with its author and reason; done again, it changes nothing. Thread-safe. */
public class RunActions {
    private static final Set<RunStatus> RESTARTABLE = Set.of(RunStatus.STOPPED, RunStatus.FAILED);

    private final DataSource dataSource;
    private final Clock clock;
    private final Duration lease;

    /** @param lease the time within which a run that is restarted has to show a sign of life */
    public RunActions(DataSource dataSource, Clock clock, Duration lease) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.lease = lease;
    }

    /**
     * Has a run end after the piece of work in hand.
     *
     * @throws NotFound if there is no such run
     * @throws Conflict if it has ended in another way, or its report is being written
     */
    public void stop(UUID id, Author by, String reason) {
        try {
            Sql.on(dataSource).together(sql -> stop(sql, id, by, reason));
        } catch (DatabaseFailure e) {
            if (e.isLocked()) {
                throw new Conflict("The report of the run is being written; it is too late to stop it.");
            }
            throw e;
        }
    }

    private boolean stop(Sql sql, UUID id, Author by, String reason) {
        RunStatus status = lock(sql, id);
        if (status == RunStatus.STOPPING || status == RunStatus.STOPPED) {
            return false;
        }
        if (status != RunStatus.RUNNING) {
            throw new Conflict("The run has ended and is " + status + "; there is nothing to stop.");
        }
        sql.update("UPDATE reconciliation_run SET status = 'STOPPING' WHERE id = ?", id);
        return note(sql, id, RunAction.Kind.STOP, by, reason);
    }

    /**
     * Takes up a run that was stopped or has failed; its job is to be started then.
     *
     * @return false if that was done before
     * @throws NotFound if there is no such run
     * @throws Conflict if it is neither stopped nor failed, or a later run was recorded: that one knows newer files, and what this one had
     *     worked with may be gone
     */
    public boolean restart(UUID id, Author by, String reason) {
        try {
            return Sql.on(dataSource).together(sql -> restart(sql, id, by, reason));
        } catch (DatabaseFailure e) {
            if (e.isDuplicate()) {
                throw new Conflict("Another run has not ended; one reconciliation runs at a time.");
            }
            throw e;
        }
    }

    private boolean restart(Sql sql, UUID id, Author by, String reason) {
        RunStatus status = lock(sql, id);
        if (status == RunStatus.RUNNING && latest(sql, id) == RunAction.Kind.RESTART) {
            return false;
        }
        if (!RESTARTABLE.contains(status)) {
            throw new Conflict("The run is " + status + "; only one that is STOPPED or FAILED can be restarted.");
        }
        sql.first(
                        "SELECT id FROM reconciliation_run WHERE id > ? ORDER BY id DESC LIMIT 1",
                        row -> Sql.uuid(row, "id"),
                        id)
                .ifPresent(later -> {
                    throw new Conflict("Run " + later + " is later; start a new run for the days of this one.");
                });
        Instant now = clock.instant();
        sql.update("""
                UPDATE reconciliation_run SET status = 'RUNNING', problem = NULL, ended_at = NULL, starts = 1, lease_until = ?
                 WHERE id = ?""", now.plus(lease), id);
        sql.update("DELETE FROM reconciliation_provider WHERE run_id = ? AND is_money_in(provider)", id);
        sql.update("UPDATE reconciliation_provider SET problem = NULL WHERE run_id = ?", id);
        return note(sql, id, RunAction.Kind.RESTART, by, reason);
    }

    /**
     * Gives up a run that was stopped or has failed.
     *
     * @throws NotFound if there is no such run
     * @throws Conflict if it works or is completed
     */
    public void abandon(UUID id, Author by, String reason) {
        Sql.on(dataSource).together(sql -> {
            RunStatus status = lock(sql, id);
            if (status == RunStatus.ABANDONED) {
                return false;
            }
            if (!RESTARTABLE.contains(status)) {
                throw new Conflict("The run is " + status + "; only one that is STOPPED or FAILED can be abandoned.");
            }
            sql.update("UPDATE reconciliation_run SET status = 'ABANDONED' WHERE id = ?", id);
            return note(sql, id, RunAction.Kind.ABANDON, by, reason);
        });
    }

    /** The actions on a run, the oldest first. */
    public List<RunAction> of(UUID id) {
        return Sql.on(dataSource)
                .list(
                        "SELECT * FROM reconciliation_action WHERE run_id = ? ORDER BY at",
                        row -> new RunAction(
                                RunAction.Kind.valueOf(row.getString("action")),
                                Sql.instant(row, "at"),
                                Sql.uuid(row, "by"),
                                row.getString("reason")),
                        id);
    }

    private static RunStatus lock(Sql sql, UUID id) {
        return sql.first(
                        "SELECT status FROM reconciliation_run WHERE id = ? FOR UPDATE",
                        row -> RunStatus.valueOf(row.getString("status")),
                        id)
                .orElseThrow(() -> new NotFound("reconciliation run"));
    }

    private static RunAction.Kind latest(Sql sql, UUID id) {
        return sql.first(
                        "SELECT action FROM reconciliation_action WHERE run_id = ? ORDER BY at DESC LIMIT 1",
                        row -> RunAction.Kind.valueOf(row.getString("action")),
                        id)
                .orElse(null);
    }

    private boolean note(Sql sql, UUID id, RunAction.Kind action, Author by, String reason) {
        Instant now = clock.instant();
        sql.update(
                "INSERT INTO reconciliation_action (run_id, at, by, action, reason) VALUES (?, ?, ?, ?, ?)",
                id,
                now,
                by.personId(),
                action.name(),
                reason);
        by.record(sql, now, AuditEvent.of(audited(action), "reconciliation run", id, null, Map.of("reason", reason)));
        return true;
    }

    private static AuditAction audited(RunAction.Kind action) {
        return switch (action) {
            case STOP -> AuditAction.RECONCILIATION_STOPPED;
            case RESTART -> AuditAction.RECONCILIATION_RESTARTED;
            case ABANDON -> AuditAction.RECONCILIATION_ABANDONED;
        };
    }
}
