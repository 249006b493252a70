package com.wevion.credits.purchase;

import com.wevion.credits.ledger.Companion;
import com.wevion.credits.platform.Sql;
import com.wevion.credits.purchase.MoneyBack.Cause;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * One step of what refunds and disputes do to the credits of a purchase; committed together with its entry, once per
 * number.
 *
 * @param plan what it is about
 * @param decidedMicros what was frozen, taken from the balance, or given back to it
 * @param statusAfter of the purchase
 */
record ReversalStep(
        UUID id, UUID purchaseId, int number, Plan plan, long decidedMicros, Instant at, PurchaseStatus statusAfter)
        implements Companion {

    enum Kind {
        FREEZE,
        UNFREEZE,
        CLAWBACK,
        REINSTATEMENT
    }

    /** What is to be done, before it is. */
    record Plan(Cause cause, String sourceId, Kind kind, long creditsMicros) {}

    static final String SELECT = "SELECT * FROM purchase_reversal WHERE purchase_id = ? ORDER BY number";
    private static final String INSERT = """
            INSERT INTO purchase_reversal (id, purchase_id, number, cause, source_id, step, credits_micros, decided_micros, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = "UPDATE purchase SET status = ? WHERE id = ?";

    static ReversalStep read(ResultSet row) throws SQLException {
        Plan plan = new Plan(
                Cause.valueOf(row.getString("cause")),
                row.getString("source_id"),
                Kind.valueOf(row.getString("step")),
                row.getLong("credits_micros"));
        return new ReversalStep(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "purchase_id"),
                row.getInt("number"),
                plan,
                row.getLong("decided_micros"),
                Sql.instant(row, "at"),
                null);
    }

    @Override
    public Companion decided(long micros) {
        return new ReversalStep(id, purchaseId, number, plan, micros, at, statusAfter);
    }

    @Override
    public void write(Connection connection, List<Companion> all) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (Companion companion : all) {
                ReversalStep step = (ReversalStep) companion;
                step.bind(insert);
                insert.addBatch();
                update.setString(1, step.statusAfter.name());
                update.setObject(2, step.purchaseId);
                update.addBatch();
            }
            insert.executeBatch();
            update.executeBatch();
        }
    }

    private void bind(PreparedStatement insert) throws SQLException {
        insert.setObject(1, id);
        insert.setObject(2, purchaseId);
        insert.setInt(3, number);
        insert.setString(4, plan.cause().name());
        insert.setString(5, plan.sourceId());
        insert.setString(6, plan.kind().name());
        insert.setLong(7, plan.creditsMicros());
        insert.setLong(8, decidedMicros);
        insert.setObject(9, at.atOffset(ZoneOffset.UTC));
    }
}
