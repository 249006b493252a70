package com.wevion.credits.billing;

import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.Posted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The payment of a bill, recorded together with its entry. */
record PaidBill(UUID billId, String stripePayment, Instant at) implements Companion<Posted> {
    private static final String UPDATE = """
            UPDATE creative_bill SET status = 'PAID', stripe_payment = ?, paid_at = ?, due_at = NULL, problem = NULL
             WHERE id = ?""";

    @Override
    public void write(Connection connection, List<Companion<?>> all) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (Companion<?> companion : all) {
                ((PaidBill) companion).bind(update);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private void bind(PreparedStatement update) throws SQLException {
        update.setString(1, stripePayment);
        update.setObject(2, at.atOffset(ZoneOffset.UTC));
        update.setObject(3, billId);
    }
}
