package com.wevion.credits.audit;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * An account at one moment, next to its history at the same moment.
 *
 * @param verified the number of the entry up to which its history is taken for good, 0 for nothing
 * @param newest the number of its newest entry, 0 for none
 * @param agrees true if its number, balance and hash are those of the newest entry
 * @param strayDay the day of the newest checkpoint that has it, if it and the history differ; else null
 */
record AuditedAccount(
        long id,
        UUID teamId,
        AccountKind kind,
        long sequence,
        long verified,
        long newest,
        boolean agrees,
        String strayDay) {

    /** Parameters: the day of the checkpoint that is taken for good (may be null), the id that all are above, team (may be null) twice, kind (may be null) twice, how many at most. */
    static final String SELECT = """
            SELECT a.id, a.team_id, a.kind, a.sequence, coalesce(v.sequence, 0) AS verified, coalesce(e.sequence, 0) AS newest,
                   (a.sequence, a.balance_units, a.last_hash) IS NOT DISTINCT FROM
                       (coalesce(e.sequence, 0), coalesce(e.balance_after_units, 0),
                        coalesce(e.hash, decode(repeat('00', 32), 'hex'))) AS agrees,
                   CASE WHEN h.hash IS DISTINCT FROM c.hash OR h.balance_units IS DISTINCT FROM c.balance_after_units
                          OR h.team_id <> a.team_id OR h.kind <> a.kind THEN h.day END AS stray_day
              FROM account a
              LEFT JOIN LATERAL (SELECT * FROM entry WHERE account_id = a.id ORDER BY sequence DESC LIMIT 1) e ON true
              LEFT JOIN LATERAL (SELECT * FROM checkpoint_head WHERE account_id = a.id ORDER BY day DESC LIMIT 1) h ON true
              LEFT JOIN LATERAL (SELECT * FROM entry WHERE account_id = a.id AND sequence = h.sequence) c ON true
              LEFT JOIN LATERAL (SELECT sequence FROM checkpoint_head WHERE account_id = a.id AND day <= ?::date
                                  ORDER BY day DESC LIMIT 1) v ON true
             WHERE a.id > ? AND (?::uuid IS NULL OR a.team_id = ?::uuid) AND (?::text IS NULL OR a.kind = ?::text)
             ORDER BY a.id LIMIT ?""";

    static AuditedAccount read(ResultSet row) throws SQLException {
        return new AuditedAccount(
                row.getLong("id"),
                Sql.uuid(row, "team_id"),
                AccountKind.valueOf(row.getString("kind")),
                row.getLong("sequence"),
                row.getLong("verified"),
                row.getLong("newest"),
                row.getBoolean("agrees"),
                row.getString("stray_day"));
    }

    Stretch history() {
        return new Stretch(id, Math.min(verified, newest), newest);
    }

    Discrepancy finding(long number, String day, DiscrepancyKind problem) {
        return new Discrepancy(teamId, kind, number, day, problem);
    }
}
