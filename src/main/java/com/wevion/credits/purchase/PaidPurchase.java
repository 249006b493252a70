package com.wevion.credits.purchase;

import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.Posted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The payment of a purchase, recorded together with its entry. The purchase may have been given up before. */
record PaidPurchase(UUID purchaseId, Payment payment, Instant at) implements Companion<Posted> {
    private static final String UPDATE = """
            UPDATE purchase
               SET status = 'PAID', payment_intent = ?, paid_cents = ?, paid_at = ?, receipt_url = ?, due_at = NULL
             WHERE id = ?""";

    @Override
    public void write(Connection connection, List<Companion<?>> all) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (Companion<?> companion : all) {
                ((PaidPurchase) companion).bind(update);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private void bind(PreparedStatement update) throws SQLException {
        update.setString(1, payment.paymentIntent());
        update.setLong(2, payment.totalCents());
        update.setObject(3, at.atOffset(ZoneOffset.UTC));
        update.setString(4, payment.receiptUrl());
        update.setObject(5, purchaseId);
    }
}
