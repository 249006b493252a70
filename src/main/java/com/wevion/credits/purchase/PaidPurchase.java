package com.wevion.credits.purchase;

import com.wevion.credits.event.EventType;
import com.wevion.credits.event.Events;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.platform.database.Sql;
import java.sql.Connection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The payment of a purchase, recorded together with its entry. The purchase may have been given up before. */
record PaidPurchase(UUID purchaseId, Payment payment, Instant at) implements Companion<Posted> {
    @Override
    public void write(Connection connection, List<Companion<?>> all) {
        Sql sql = Sql.on(connection);
        all.forEach(companion -> ((PaidPurchase) companion).write(sql));
    }

    private void write(Sql sql) {
        Purchase paid = sql.first(
                        """
                        UPDATE purchase
                           SET status = 'PAID', payment_intent = ?, paid_cents = ?, paid_at = ?, receipt_url = ?, due_at = NULL
                         WHERE id = ? RETURNING *""",
                        Purchase::read,
                        payment.paymentIntent(),
                        payment.totalCents(),
                        at,
                        payment.receiptUrl(),
                        purchaseId)
                .orElseThrow();
        Map<String, Object> data = new HashMap<>();
        data.put("purchaseId", purchaseId);
        data.put("package", paid.packageCode());
        data.put("credits", Unit.CREDITS.format(paid.creditsMicros()));
        data.put("boughtBy", paid.boughtBy());
        Events.record(sql, EventType.PURCHASE_CREDITED, paid.teamId(), purchaseId.toString(), at, data);
    }
}
