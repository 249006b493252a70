package com.wevion.credits.ledger.book;

import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * The work that a hold was placed for, as it was agreed; none of it ever changes.
 *
 * @param id the id of the chat message or job
 * @param terms JSON text: price, catalogue version, requested quantity (D9)
 */
public record AdmittedWork(
        UUID id,
        long accountId,
        UUID teamId,
        HoldKind kind,
        UUID userId,
        long amountUnits,
        Instant expiresAt,
        String terms) {

    /** The same, as it is admitted. */
    public AdmittedWork admitted(long heldUnits, Instant until) {
        return new AdmittedWork(id, accountId, teamId, kind, userId, heldUnits, until, terms);
    }

    static AdmittedWork read(ResultSet row) throws SQLException {
        return new AdmittedWork(
                Sql.uuid(row, "id"),
                row.getLong("account_id"),
                Sql.uuid(row, "team_id"),
                HoldKind.valueOf(row.getString("kind")),
                Sql.uuid(row, "user_id"),
                row.getLong("amount_units"),
                Sql.instant(row, "expires_at"),
                row.getString("terms"));
    }
}
