package com.wevion.credits.ledger.book;

import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * One line of the history (S14, D16).
 *
 * @param sequence number within the account, from 1 without gaps
 * @param operationId the chat message, job, purchase or adjustment that it is for, as {@code referenceKind} says
 * @param amountUnits signed
 * @param balanceAfterUnits the running balance
 * @param shortfallUnits the part of the cost that was not charged (D5)
 * @param userId the person who caused it; null for none
 * @param service null unless it is usage, as are engine and quantity
 * @param explanation JSON text: how the amount came about (D9)
 */
public record EntryRecord(
        AccountKind account,
        long sequence,
        UUID operationId,
        Instant at,
        EntryType type,
        ReferenceKind referenceKind,
        long amountUnits,
        long balanceAfterUnits,
        long shortfallUnits,
        UUID userId,
        String service,
        String engine,
        Long quantity,
        String explanation) {

    /** The row of the table {@code entry} that is read. */
    public static EntryRecord read(AccountKind account, ResultSet row) throws SQLException {
        return new EntryRecord(
                account,
                row.getLong("sequence"),
                Sql.uuid(row, "operation_id"),
                Sql.instant(row, "at"),
                EntryType.valueOf(row.getString("type")),
                ReferenceKind.valueOf(row.getString("reference_kind")),
                row.getLong("amount_units"),
                row.getLong("balance_after_units"),
                row.getLong("shortfall_units"),
                Sql.uuid(row, "user_id"),
                row.getString("service"),
                row.getString("engine"),
                Sql.nullableLong(row, "quantity"),
                row.getString("explanation"));
    }
}
