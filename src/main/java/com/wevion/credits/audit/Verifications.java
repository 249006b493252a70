package com.wevion.credits.audit;

import com.wevion.credits.ledger.Accounts;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.Author;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Runs the verifier on demand, one run at a time in all servers, and keeps what the latest runs found. Thread-safe. */
class Verifications {
    /** A run and whether it had been started before. */
    record Started(Verification verification, boolean replayed) {}

    private record Kept(byte[] fingerprint, Verification verification) {}

    private static final class Superseded extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Superseded() {
            super("another server took it for dead");
        }
    }

    private static final Logger LOG = Logger.getLogger(Verifications.class.getName());
    private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final Verifier verifier;
    private final Accounts accounts;
    private final Executor executor;
    private final Clock clock;
    private final Duration lease;
    private final int maxKept;

    /**
     * Keeps runs in the table {@code verification}.
     *
     * @param lease after this time without a sign of life a run is over
     * @param maxKept the number of ended runs that are remembered
     */
    Verifications(
            DataSource dataSource,
            Verifier verifier,
            Accounts accounts,
            Executor executor,
            Clock clock,
            Duration lease,
            int maxKept) {
        this.dataSource = dataSource;
        this.verifier = verifier;
        this.accounts = accounts;
        this.executor = executor;
        this.clock = clock;
        this.lease = lease;
        this.maxKept = maxKept;
    }

    /**
     * Starts a run, once per key.
     *
     * @throws NotFound if there is no such team
     * @throws Conflict if another run has not ended
     * @throws IdempotencyKeyReused if the key was used for another scope
     */
    Started start(Scope scope, Author requestedBy, String idempotencyKey) {
        byte[] fingerprint = Fingerprint.of(scope);
        Optional<Started> earlier = replay(idempotencyKey, fingerprint);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (!scope.isEverything()) {
            accounts.idOf(scope.teamId(), AccountKind.CREDITS);
        }
        endAbandoned();
        deleteOldest();
        UUID id = Ids.next();
        Instant now = clock.instant();
        long entries = verifier.entries(scope);
        int inserted = Sql.on(dataSource).together(sql -> {
            int rows = sql.update(
                    """
                        INSERT INTO verification (id, idempotency_key, fingerprint, requested_by, team_id, kind, entries_total,
                                                  started_at, lease_until)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                    id,
                    idempotencyKey,
                    fingerprint,
                    requestedBy.personId(),
                    scope.teamId(),
                    scope.kindName(),
                    entries,
                    now,
                    now.plus(lease));
            if (rows == 1) {
                Map<String, Object> wanted = new HashMap<>();
                wanted.put(
                        "teamId", scope.teamId() == null ? null : scope.teamId().toString());
                wanted.put("account", scope.kindName());
                requestedBy.record(
                        sql, now, AuditEvent.of(AuditAction.VERIFICATION_STARTED, "verification", id, null, wanted));
            }
            return rows;
        });
        if (inserted == 0) {
            return replay(idempotencyKey, fingerprint)
                    .orElseThrow(() -> new Conflict("Another verification is running; wait until it has ended."));
        }
        execute(id, scope);
        return new Started(of(id), false);
    }

    private Optional<Started> replay(String idempotencyKey, byte[] fingerprint) {
        Optional<Kept> kept = Sql.on(dataSource)
                .first(
                        "SELECT * FROM verification WHERE idempotency_key = ?",
                        row -> new Kept(row.getBytes("fingerprint"), Verification.read(row)),
                        idempotencyKey);
        if (kept.isPresent() && !Arrays.equals(kept.get().fingerprint(), fingerprint)) {
            throw new IdempotencyKeyReused();
        }
        return kept.map(found -> new Started(found.verification(), true));
    }

    private void execute(UUID id, Scope scope) {
        try {
            executor.execute(() -> run(id, scope));
        } catch (RejectedExecutionException e) {
            interrupt(id);
            throw new Unavailable("No thread is free for a verification at the moment.");
        }
    }

    private void run(UUID id, Scope scope) {
        try {
            Instant[] told = {clock.instant()};
            Verifier.Progress result = verifier.run(scope, progress -> {
                if (Duration.between(told[0], clock.instant()).compareTo(BETWEEN_SIGNS_OF_LIFE) >= 0) {
                    told[0] = clock.instant();
                    tell(id, progress);
                }
            });
            boolean passed = result.findings().isEmpty();
            end(id, passed ? VerificationStatus.PASSED : VerificationStatus.FAILED, result);
            if (!passed) {
                LOG.log(Level.SEVERE, "Verification {0} found a discrepancy: {1}", new Object[] {
                    id, OneLine.of(Json.write(result.findings().get(0)))
                });
            }
        } catch (
                RuntimeException e) { // whatever it is, the run has ended; if this cannot be written, the lease ends it
            LOG.log(Level.WARNING, "Verification {0} is interrupted: {1}", new Object[] {id, OneLine.of(e.toString())});
            interrupt(id);
        }
    }

    private void interrupt(UUID id) {
        try {
            end("SET status = 'INTERRUPTED', ended_at = ? WHERE id = ? AND status = 'RUNNING'", clock.instant(), id);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Verification {0} will be ended by its lease", id);
        }
    }

    private void tell(UUID id, Verifier.Progress progress) {
        int told = Sql.on(dataSource)
                .update(
                        """
                        UPDATE verification SET accounts = ?, entries = ?, findings = ?::json, lease_until = ?
                         WHERE id = ? AND status = 'RUNNING'""",
                        progress.accounts(),
                        progress.entries(),
                        Json.write(progress.findings()),
                        clock.instant().plus(lease),
                        id);
        if (told == 0) {
            throw new Superseded();
        }
    }

    private void end(UUID id, VerificationStatus status, Verifier.Progress result) {
        end(
                """
                SET status = ?, accounts = ?, entries = ?, findings = ?::json, ended_at = ?
                 WHERE id = ? AND status = 'RUNNING'""",
                status.name(),
                result.accounts(),
                result.entries(),
                Json.write(result.findings()),
                clock.instant(),
                id);
    }

    private void end(String change, Object... parameters) {
        Sql.on(dataSource).together(sql -> {
            List<Verification> ended =
                    sql.list("UPDATE verification " + change + " RETURNING *", Verification::read, parameters);
            ended.forEach(each -> {
                Author.PLATFORM.record(sql, clock.instant(), ended(each));
                AuditViolations.ofVerification(
                        sql, each.verificationId(), each.findings().size(), clock.instant());
            });
            return ended;
        });
    }

    private static AuditEvent ended(Verification verification) {
        Map<String, Object> after = Map.of(
                "status",
                verification.status().name(),
                "findings",
                verification.findings().size());
        return AuditEvent.of(
                AuditAction.VERIFICATION_ENDED, "verification", verification.verificationId(), null, after);
    }

    /** Ends the run of a server that was killed. */
    private void endAbandoned() {
        Instant now = clock.instant();
        end("SET status = 'INTERRUPTED', ended_at = ? WHERE status = 'RUNNING' AND lease_until < ?", now, now);
    }

    private void deleteOldest() {
        Sql.on(dataSource)
                .update(
                        "DELETE FROM verification WHERE id IN"
                                + " (SELECT id FROM verification WHERE status <> 'RUNNING' ORDER BY id DESC OFFSET ?)",
                        maxKept);
    }

    /**
     * A run as it is now.
     *
     * @throws NotFound if there is none, or it was long ago
     */
    Verification of(UUID id) {
        endAbandoned();
        return Sql.on(dataSource)
                .first("SELECT * FROM verification WHERE id = ?", Verification::read, id)
                .orElseThrow(() -> new NotFound("verification"));
    }

    /** A page of them, the newest first. */
    Page<Verification> page(int limit, String cursor) {
        endAbandoned();
        UUID before = Paging.beforeId(cursor);
        List<Verification> rows = Sql.on(dataSource)
                .list(
                        "SELECT * FROM verification WHERE id < ? ORDER BY id DESC LIMIT ?",
                        Verification::read,
                        before,
                        limit + 1);
        return Paging.byId(rows, limit, Verification::verificationId);
    }
}
