package com.wevion.credits.billing;

import com.wevion.credits.event.EventType;
import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.platform.database.Sql;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The payment of a bill, recorded together with its entry. */
record PaidBill(UUID billId, String stripePayment, Instant at) implements Companion<Posted> {
    @Override
    public void write(Connection connection, List<Companion<?>> all) {
        Sql sql = Sql.on(connection);
        all.forEach(companion -> ((PaidBill) companion).write(sql));
    }

    private void write(Sql sql) {
        sql.first("""
                        UPDATE creative_bill SET status = 'PAID', stripe_payment = ?, paid_at = ?, due_at = NULL, problem = NULL
                         WHERE id = ? RETURNING *""", Bill::read, stripePayment, at, billId)
                .ifPresent(bill -> bill.tell(sql, EventType.BILL_PAID, at));
    }
}
