package com.wevion.credits.audit;

import com.wevion.credits.platform.database.Sql;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Recomputes the chains from where an earlier audit left off (guarantee 6). Reads only. Thread-safe. */
public class ChainAudit {
    /**
     * The progress of an audit, or its result.
     *
     * @param accounts the number of accounts checked
     * @param entries the number of entries recomputed
     * @param findings the differences, up to the limit; the first bad entry of each account
     */
    public record Result(long accounts, long entries, List<Discrepancy> findings) {
        private static Result of(Verifier.Progress progress) {
            return new Result(progress.accounts(), progress.entries(), progress.findings());
        }
    }

    private static final String ENTRIES_SINCE = """
            SELECT coalesce(sum(a.sequence - coalesce(v.sequence, 0)), 0)::bigint AS entries
              FROM account a
              LEFT JOIN LATERAL (SELECT sequence FROM checkpoint_head WHERE account_id = a.id AND day <= ?::date
                                  ORDER BY day DESC LIMIT 1) v ON true""";

    private final DataSource dataSource;
    private final Verifier verifier;
    private final Checkpoints checkpoints;

    /** @param dataSource for reading only; the limits are those of {@link Verifier} */
    ChainAudit(DataSource dataSource, Checkpoints checkpoints, int entriesAtATime, int maxFindings) {
        this.dataSource = dataSource;
        this.checkpoints = checkpoints;
        verifier = new Verifier(dataSource, checkpoints, entriesAtATime, maxFindings);
    }

    /** The day of the newest checkpoint; null if there is none. */
    public String newestCheckpoint() {
        return checkpoints.latest().map(Checkpoint::day).orElse(null);
    }

    /** The number of entries after those that a checkpoint covers, or of all entries without one. */
    public long entriesSince(String verifiedDay) {
        return Sql.on(dataSource)
                .first(ENTRIES_SINCE, row -> row.getLong("entries"), verifiedDay)
                .orElseThrow();
    }

    /**
     * Verifies all checkpoints, every account's own row, and the entries after a checkpoint: what it has of an account is taken
     * for good, as its digest and signature are. A history of before the checkpoint that was changed without its later hashes is
     * not noticed here but by a whole verification. The same goes for the audit log.
     *
     * @param verifiedDay of the newest checkpoint up to which every chain was found whole; null recomputes everything
     * @param auditLogDay the same of the audit log
     * @param progress told often; what it throws ends the audit
     */
    public Result since(String verifiedDay, String auditLogDay, Consumer<Result> progress) {
        return Result.of(verifier.runSince(verifiedDay, auditLogDay, now -> progress.accept(Result.of(now))));
    }
}
