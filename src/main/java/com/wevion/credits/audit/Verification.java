package com.wevion.credits.audit;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A run of the verifier.
 *
 * @param teamId only this team's accounts; null for all
 * @param account only the team's account of this kind; null for both
 * @param accounts the number of accounts verified so far
 * @param entries the number of entries verified so far
 * @param entriesTotal the number of entries when it started
 * @param findings the problems found
 * @param endedAt null while it runs
 */
public record Verification(
        UUID verificationId,
        VerificationStatus status,
        UUID teamId,
        AccountKind account,
        long accounts,
        long entries,
        long entriesTotal,
        List<Discrepancy> findings,
        Instant startedAt,
        Instant endedAt) {

    static Verification read(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return new Verification(
                Sql.uuid(row, "id"),
                VerificationStatus.valueOf(row.getString("status")),
                Sql.uuid(row, "team_id"),
                kind == null ? null : AccountKind.valueOf(kind),
                row.getLong("accounts"),
                row.getLong("entries"),
                row.getLong("entries_total"),
                List.of(Json.stored(row.getString("findings"), Discrepancy[].class)),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "ended_at"));
    }
}
