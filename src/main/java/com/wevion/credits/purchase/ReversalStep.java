package com.wevion.credits.purchase;

import com.wevion.credits.event.EventType;
import com.wevion.credits.event.Events;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.Reversed;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.stripe.MoneyBack.Cause;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One step of the effect of refunds and disputes on the credits of a purchase; committed together with its entry, once per number.
 *
 * @param plan the plan that it carries out
 * @param decidedMicros the amount taken from the balance or given back to it, or frozen or set free
 * @param frozenMicros the amount that the purchase has frozen after it
 */
record ReversalStep(UUID id, UUID purchaseId, int number, Plan plan, long decidedMicros, long frozenMicros, Instant at)
        implements Companion<Reversed> {

    enum Kind {
        FREEZE,
        UNFREEZE,
        CLAWBACK,
        REINSTATEMENT
    }

    /**
     * The frozen part of a purchase: as the ledger does it, all is set free and then frozen anew.
     *
     * @param beforeMicros the amount frozen until then
     * @param maxMicros the amount to freeze, as far as it is available
     * @param disputedMicros the amount that open disputes cover after it
     */
    record Freeze(long beforeMicros, long maxMicros, long disputedMicros) {}

    /**
     * A step before it is taken.
     *
     * @param creditsMicros the amount to take, give back, or freeze more or less
     * @param statusAfter of the purchase; null where it was read
     */
    record Plan(
            Cause cause, String sourceId, Kind kind, long creditsMicros, Freeze freeze, PurchaseStatus statusAfter) {
        /** A step that was taken before. */
        Plan(Cause cause, String sourceId, Kind kind, long creditsMicros, Freeze freeze) {
            this(cause, sourceId, kind, creditsMicros, freeze, null);
        }
    }

    static final String SELECT = "SELECT * FROM purchase_reversal WHERE purchase_id = ? ORDER BY number";
    private static final String INSERT = """
            INSERT INTO purchase_reversal (id, purchase_id, number, cause, source_id, step, credits_micros, decided_micros, at,
                                           disputed_micros, frozen_micros)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = "UPDATE purchase SET status = ? WHERE id = ?";

    static ReversalStep read(ResultSet row) throws SQLException {
        Plan plan = new Plan(
                Cause.valueOf(row.getString("cause")),
                row.getString("source_id"),
                Kind.valueOf(row.getString("step")),
                row.getLong("credits_micros"),
                new Freeze(0, 0, row.getLong("disputed_micros")));
        return new ReversalStep(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "purchase_id"),
                row.getInt("number"),
                plan,
                row.getLong("decided_micros"),
                row.getLong("frozen_micros"),
                Sql.instant(row, "at"));
    }

    @Override
    public ReversalStep decided(Reversed reversed) {
        long frozen = reversed.frozenUnits();
        long decided = switch (plan.kind()) {
            case CLAWBACK, REINSTATEMENT -> reversed.movedUnits();
            case FREEZE -> frozen - plan.freeze().beforeMicros();
            case UNFREEZE -> plan.freeze().beforeMicros() - frozen;
        };
        return new ReversalStep(id, purchaseId, number, plan, decided, frozen, at);
    }

    @Override
    public void write(Connection connection, List<Companion<?>> all) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (Companion<?> companion : all) {
                ReversalStep step = (ReversalStep) companion;
                step.bind(insert);
                insert.addBatch();
                update.setString(1, step.plan.statusAfter().name());
                update.setObject(2, step.purchaseId);
                update.addBatch();
            }
            insert.executeBatch();
            update.executeBatch();
        }
        Sql sql = Sql.on(connection);
        all.forEach(companion -> ((ReversalStep) companion).tell(sql));
    }

    private void tell(Sql sql) {
        UUID teamId = sql.first(
                        "SELECT team_id FROM purchase WHERE id = ?", row -> Sql.uuid(row, "team_id"), purchaseId)
                .orElseThrow();
        Events.record(
                sql,
                switch (plan.kind()) {
                    case FREEZE -> EventType.DISPUTE_OPENED;
                    case UNFREEZE -> EventType.DISPUTE_CLOSED;
                    case CLAWBACK -> EventType.PURCHASE_CLAWED_BACK;
                    case REINSTATEMENT -> EventType.PURCHASE_REINSTATED;
                },
                teamId,
                id.toString(),
                at,
                Map.of(
                        "purchaseId", purchaseId,
                        "cause", plan.cause().name(),
                        "credits", Unit.CREDITS.format(plan.creditsMicros())));
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
        insert.setLong(10, plan.freeze().disputedMicros());
        insert.setLong(11, frozenMicros);
    }
}
