package com.wevion.credits.billing;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.stripe.Cents;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A bill as the API shows it; amounts in {@code unit}.
 *
 * @param number from 1 within the team
 * @param periodFrom the start of the usage that is billed
 * @param amount without tax
 * @param unit USD
 * @param returned the part of the amount that has gone back after it was paid, by refunds and lost disputes: owed again
 * @param stripeInvoice null until Stripe has it
 * @param invoiceUrl the page to pay it; null until it is finished, and when it is void
 * @param stripePayment Stripe's payment reference (S14); null until paid
 * @param dueAt null if Stripe charges the saved payment method
 * @param problem the reason why the bill does not proceed, why its payment is not credited, or that the payment is disputed or went back;
 * null for none
 */
record BillView(
        UUID billId,
        int number,
        BillStatus status,
        BillReason reason,
        Instant periodFrom,
        Instant periodTo,
        String amount,
        String unit,
        String returned,
        List<Line> lines,
        String stripeInvoice,
        String invoiceUrl,
        String stripePayment,
        Instant createdAt,
        Instant dueAt,
        Instant paidAt,
        String problem) {
    /**
     * A line: usage + carriedIn = billed + carriedOut.
     *
     * @param type USAGE; ADJUSTMENT for corrections by operators; RETURNED for payments that went back; ROUNDING for what earlier
     *     bills left of lines that this one does not have
     * @param service null but for usage, as are engine, per, unitSize and unitPrice
     * @param quantity charged; of the others their number, 0 for ROUNDING
     * @param unitPrice of {@code unitSize}
     * @param billed whole cents
     */
    record Line(
            BilledItem.Type type,
            String service,
            String engine,
            long quantity,
            String per,
            Long unitSize,
            String unitPrice,
            String usage,
            String carriedIn,
            String billed,
            String carriedOut) {
        static Line of(BillLine line) {
            BilledItem item = line.item();
            boolean used = item.isUsage();
            return new Line(
                    item.type(),
                    used ? item.service() : null,
                    used ? item.engine() : null,
                    line.quantity(),
                    used ? item.per() : null,
                    used ? item.unitSize() : null,
                    used ? Unit.USD.format(item.unitPriceNanos()) : null,
                    Unit.USD.format(line.usageNanos()),
                    Unit.USD.format(line.carriedInNanos()),
                    Cents.format(line.billedCents()),
                    Unit.USD.format(line.carriedOutNanos()));
        }
    }

    static BillView of(Bill bill, List<BillLine> lines) {
        return new BillView(
                bill.id(),
                bill.number(),
                bill.status(),
                bill.reason(),
                bill.periodFrom(),
                bill.periodTo(),
                Cents.format(bill.amountCents()),
                Unit.USD.code(),
                Unit.USD.format(bill.returnedNanos()),
                lines.stream().map(Line::of).toList(),
                bill.stripeInvoice(),
                bill.status() == BillStatus.VOID ? null : bill.hostedUrl(),
                bill.stripePayment(),
                bill.createdAt(),
                bill.payBy(),
                bill.paidAt(),
                bill.problem());
    }
}
