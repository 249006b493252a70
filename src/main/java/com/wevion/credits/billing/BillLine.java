package com.wevion.credits.billing;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.stripe.Cents;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A line of a bill. Nothing is lost: usage + carried in = billed + carried out, to the nano-dollar.
 *
 * @param number from 1 within the bill
 * @param quantity charged; for corrections, and returned payments, their number; 0 for roundings
 * @param usageNanos the amount that accrued; negative if operators or reinstated payments gave something back
 * @param carriedInNanos the amount that earlier bills left to this one
 * @param billedCents the amount billed; may be negative
 * @param carriedOutNanos less than a cent, never negative
 */
record BillLine(
        int number,
        BilledItem item,
        long quantity,
        long usageNanos,
        long carriedInNanos,
        long billedCents,
        long carriedOutNanos) {
    private static final int CENT_DECIMALS = 2;

    /** Bills whole cents, rounded towards negative infinity, and carries the rest out. */
    static BillLine of(int number, BilledItem item, long quantity, long usageNanos, long carriedInNanos) {
        long nanos = Math.addExact(usageNanos, carriedInNanos);
        return new BillLine(
                number,
                item,
                quantity,
                usageNanos,
                carriedInNanos,
                Math.floorDiv(nanos, Cents.NANOS),
                Math.floorMod(nanos, Cents.NANOS));
    }

    static BillLine read(ResultSet row) throws SQLException {
        return new BillLine(
                row.getInt("number"),
                BilledItem.read(row),
                row.getLong("quantity"),
                row.getLong("usage_nanos"),
                row.getLong("carried_in_nanos"),
                row.getLong("billed_cents"),
                row.getLong("carried_out_nanos"));
    }

    /** For the invoice, as in {@code VIDEO KLING_2_6: 120 SECOND at $0.07 = $8.40 (with $0.004 carried over)}. */
    String describe() {
        String sign = billedCents < 0 ? "-$" : "$";
        String billed = BigDecimal.valueOf(Math.abs(billedCents), CENT_DECIMALS).toPlainString();
        String carried =
                carriedInNanos == 0 ? "" : " (with $%s carried over)".formatted(Unit.USD.format(carriedInNanos));
        return item.describe(quantity) + " = " + sign + billed + carried;
    }
}
