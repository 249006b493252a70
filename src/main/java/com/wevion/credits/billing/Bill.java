package com.wevion.credits.billing;

import com.wevion.credits.event.EventType;
import com.wevion.credits.event.Events;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.stripe.Cents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A bill at one moment.
 *
 * @param id also in the idempotency keys towards Stripe and the operation id of the entry
 * @param number from 1 within the team
 * @param fromSequence entries of the CREATIVE account after this one, up to {@code toSequence}, are billed
 * @param amountCents without tax
 * @param attempts the number of retries of work on the invoice
 * @param automatic true if Stripe charges the saved payment method; null until that is decided
 * @param stripeInvoice null until Stripe has answered
 * @param returnedNanos the part of the amount that has gone back since it was paid
 * @param problem the reason why the bill does not proceed, or a problem of its payment; null for none
 */
record Bill(
        UUID id,
        UUID teamId,
        long accountId,
        int number,
        BillReason reason,
        BillStatus status,
        long fromSequence,
        long toSequence,
        Instant periodFrom,
        Instant periodTo,
        long amountCents,
        int dueDays,
        Instant createdAt,
        int attempts,
        Boolean automatic,
        String stripeInvoice,
        String hostedUrl,
        Instant payBy,
        String stripePayment,
        Instant paidAt,
        long returnedNanos,
        String problem) {
    static Bill read(ResultSet row) throws SQLException {
        return new Bill(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "team_id"),
                row.getLong("account_id"),
                row.getInt("number"),
                BillReason.valueOf(row.getString("reason")),
                BillStatus.valueOf(row.getString("status")),
                row.getLong("from_sequence"),
                row.getLong("to_sequence"),
                Sql.instant(row, "period_from"),
                Sql.instant(row, "period_to"),
                row.getLong("amount_cents"),
                row.getInt("due_days"),
                Sql.instant(row, "created_at"),
                row.getInt("attempts"),
                row.getObject("automatic", Boolean.class),
                row.getString("stripe_invoice"),
                row.getString("hosted_url"),
                Sql.instant(row, "pay_by"),
                row.getString("stripe_payment"),
                Sql.instant(row, "paid_at"),
                row.getLong("returned_nanos"),
                row.getString("problem"));
    }

    /** Records an event of it, once. */
    void tell(Sql sql, EventType type, Instant now) {
        Map<String, Object> data = new HashMap<>();
        data.put("billId", id);
        data.put("number", String.valueOf(number));
        data.put("amount", Unit.USD.format(amountNanos()));
        data.put("payBy", payBy);
        Events.record(sql, type, teamId, id.toString(), now, data);
    }

    long amountNanos() {
        return Math.multiplyExact(amountCents, Cents.NANOS);
    }

    /** True if its state is final. */
    boolean isOver() {
        return status == BillStatus.PAID || status == BillStatus.VOID;
    }
}
