package com.wevion.credits.balance;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An operator's correction as it is kept; its entry has its id. */
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
        byte[] fingerprint) {

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

    void insert(Sql sql) {
        sql.update(INSERT, id, teamId, accountId, amountUnits, reason, madeBy, madeAt, idempotencyKey, fingerprint);
    }

    /** As the audit log has it. */
    AuditEvent event() {
        return AuditEvent.of(
                        AuditAction.ADJUSTMENT_MADE,
                        "adjustment",
                        id,
                        null,
                        Map.of(
                                "account", account.name(),
                                "amount", account.unit().format(amountUnits),
                                "reason", reason))
                .in(teamId);
    }
}
