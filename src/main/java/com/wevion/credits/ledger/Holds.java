package com.wevion.credits.ledger;

import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.book.HoldRecord;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.decision.Memory;
import com.wevion.credits.ledger.operation.Admission;
import com.wevion.credits.ledger.operation.Expire;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.platform.database.Sql;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads holds; they are placed and ended by {@link Ledger} alone. Thread-safe. */
public class Holds {
    private final DataSource dataSource;
    private final Memory memory;

    /** @param dataSource gives connections that take part in no other transaction */
    Holds(DataSource dataSource, Memory memory) {
        this.dataSource = dataSource;
        this.memory = memory;
    }

    /** The work as it was agreed for this hold, which never changes; the hold may have ended since. */
    public Optional<AdmittedWork> admitted(UUID holdId) {
        return memory.work(holdId).or(() -> {
            Optional<HoldRecord> hold = find(holdId);
            hold.filter(found -> found.state() == HoldState.OPEN).ifPresent(found -> memory.learn(found.work()));
            return hold.map(HoldRecord::work);
        });
    }

    /** The hold with this id, as it is now. */
    public Optional<HoldRecord> find(UUID holdId) {
        return Sql.on(dataSource).first("SELECT * FROM hold WHERE id = ?", HoldRecord::read, holdId);
    }

    /** The hold with this id, if it is archived: without its completion and, unless it is of a job, without terms. */
    public Optional<HoldRecord> archived(UUID holdId) {
        return Sql.on(dataSource)
                .first("SELECT a.*, NULL AS completion FROM archived_hold a WHERE id = ?", HoldRecord::read, holdId);
    }

    /**
     * The answer to an earlier request with this key, for a retry that would be refused now.
     *
     * @param fingerprint of the retry
     * @return empty if there was no request with this key
     * @throws IdempotencyKeyReused if the earlier request was another one
     */
    public Optional<Admission> admission(UUID teamId, HoldKind kind, String idempotencyKey, byte[] fingerprint) {
        Optional<HoldRecord> earlier = byKey("SELECT * FROM hold", teamId, kind, idempotencyKey)
                .or(() -> byKey("SELECT a.*, NULL AS completion FROM archived_hold a", teamId, kind, idempotencyKey));
        if (earlier.isPresent() && !Arrays.equals(earlier.get().fingerprint(), fingerprint)) {
            throw new IdempotencyKeyReused();
        }
        return earlier.map(Admission::again);
    }

    private Optional<HoldRecord> byKey(String select, UUID teamId, HoldKind kind, String idempotencyKey) {
        return Sql.on(dataSource)
                .first(
                        select + " WHERE team_id = ? AND kind = ? AND idempotency_key = ?",
                        HoldRecord::read,
                        teamId,
                        kind.name(),
                        idempotencyKey);
    }

    /** Open holds of a kind that are due at that time, the longest due first, but for those of some accounts. */
    List<Expire> due(HoldKind kind, Instant at, List<Long> except, int max) {
        return Sql.on(dataSource)
                .list(
                        """
                        SELECT id, account_id FROM hold
                         WHERE state = 'OPEN' AND kind = ? AND expires_at <= ? AND account_id <> ALL (?)
                         ORDER BY expires_at LIMIT ?""",
                        row -> new Expire(Sql.uuid(row, "id"), row.getLong("account_id")),
                        kind.name(),
                        at,
                        except.toArray(Long[]::new),
                        max);
    }
}
