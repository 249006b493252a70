package com.wevion.credits.ledger;

import com.wevion.credits.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A hold as it is kept for ever: what was agreed at admission, and how it ended.
 *
 * @param terms JSON text: what was agreed (D9)
 * @param availableAfterMicros right after admission
 * @param endedAt null while it is open, as is all that follows {@code state}
 * @param completion JSON text: what was reported; null also when it expired
 */
public record HoldRecord(
        UUID id,
        long accountId,
        UUID teamId,
        HoldKind kind,
        byte[] fingerprint,
        UUID userId,
        long amountMicros,
        String terms,
        Instant createdAt,
        Instant expiresAt,
        long availableAfterMicros,
        HoldState state,
        Instant endedAt,
        Long chargedMicros,
        Long shortfallMicros,
        Long balanceAtEndMicros,
        Long availableAtEndMicros,
        String completion) {

    static HoldRecord read(ResultSet row) throws SQLException {
        return new HoldRecord(
                Sql.uuid(row, "id"),
                row.getLong("account_id"),
                Sql.uuid(row, "team_id"),
                HoldKind.valueOf(row.getString("kind")),
                row.getBytes("fingerprint"),
                Sql.uuid(row, "user_id"),
                row.getLong("amount_micros"),
                row.getString("terms"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "expires_at"),
                row.getLong("available_after_micros"),
                HoldState.valueOf(row.getString("state")),
                Sql.instant(row, "ended_at"),
                Sql.nullableLong(row, "charged_micros"),
                Sql.nullableLong(row, "shortfall_micros"),
                Sql.nullableLong(row, "balance_at_end_micros"),
                Sql.nullableLong(row, "available_at_end_micros"),
                row.getString("completion"));
    }
}
