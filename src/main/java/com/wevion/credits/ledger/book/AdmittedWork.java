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
 * @param admittedAt when the hold was placed; null for work that is still to be admitted
 * @param terms JSON text: price, catalogue version, requested quantity (D9)
 */
public record AdmittedWork(
        UUID id,
        long accountId,
        UUID teamId,
        HoldKind kind,
        UUID userId,
        long amountUnits,
        Instant admittedAt,
        Instant expiresAt,
        String terms) {

    /** Work that is to be admitted. */
    public AdmittedWork(
            UUID id,
            long accountId,
            UUID teamId,
            HoldKind kind,
            UUID userId,
            long amountUnits,
            Instant expiresAt,
            String terms) {
        this(id, accountId, teamId, kind, userId, amountUnits, null, expiresAt, terms);
    }

    /** The same, as it is admitted. */
    public AdmittedWork admitted(long heldUnits, Instant at, Instant until) {
        return new AdmittedWork(id, accountId, teamId, kind, userId, heldUnits, at, until, terms);
    }

    static AdmittedWork read(ResultSet row) throws SQLException {
        return new AdmittedWork(
                Sql.uuid(row, "id"),
                row.getLong("account_id"),
                Sql.uuid(row, "team_id"),
                HoldKind.valueOf(row.getString("kind")),
                Sql.uuid(row, "user_id"),
                row.getLong("amount_units"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "expires_at"),
                row.getString("terms"));
    }
}
