package com.wevion.credits.balance;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.platform.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** An operator's correction as it is kept, committed together with its entry, which has its id. */
record Adjustment(
        UUID id,
        UUID teamId,
        AccountKind account,
        long accountId,
        long amountUnits,
        String reason,
        UUID madeBy,
        Instant madeAt,
        String idempotencyKey,
        byte[] fingerprint)
        implements Companion<Posted> {

    static final String SELECT = "SELECT j.*, a.kind FROM adjustment j JOIN account a ON a.id = j.account_id ";
    private static final String INSERT = """
            INSERT INTO adjustment (id, team_id, account_id, amount_units, reason, made_by, made_at, idempotency_key, fingerprint)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    static Adjustment read(ResultSet row) throws SQLException {
        return new Adjustment(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "team_id"),
                AccountKind.valueOf(row.getString("kind")),
                row.getLong("account_id"),
                row.getLong("amount_units"),
                row.getString("reason"),
                Sql.uuid(row, "made_by"),
                Sql.instant(row, "made_at"),
                row.getString("idempotency_key"),
                row.getBytes("fingerprint"));
    }

    @Override
    public void write(Connection connection, List<Companion<?>> all) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Companion<?> companion : all) {
                ((Adjustment) companion).bind(insert);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void bind(PreparedStatement insert) throws SQLException {
        insert.setObject(1, id);
        insert.setObject(2, teamId);
        insert.setLong(3, accountId);
        insert.setLong(4, amountUnits);
        insert.setString(5, reason);
        insert.setObject(6, madeBy);
        insert.setObject(7, madeAt.atOffset(ZoneOffset.UTC));
        insert.setString(8, idempotencyKey);
        insert.setBytes(9, fingerprint);
    }
}
