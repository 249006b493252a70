package com.wevion.credits.reconciliation.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A payment as Stripe has it, and as the books have it.
 *
 * @param id Stripe's name of the payment
 * @param received null if Stripe knows no such payment
 * @param booked null if no entry books it
 */
public record CustomerPayment(String id, Received received, Booked booked) {
    /**
     * Stripe's side.
     *
     * @param minor the amount that the customer paid, with tax, in the smallest unit of the currency
     * @param returnedMinor the part that went back by refunds and disputes, open ones as well; may be more than was paid
     * @param lastAt the time of the latest of these movements
     */
    public record Received(long minor, long returnedMinor, String currency, Instant at, Instant lastAt) {}

    /**
     * Our side.
     *
     * @param cents the US cents that the entry is for, with tax
     * @param returnedCents the part that was taken back or frozen again because money went back, or is disputed
     * @param stripeInvoice the invoice of a bill; null for a purchase
     * @param lastAt the time of the latest entry about it
     */
    public record Booked(long cents, long returnedCents, String stripeInvoice, Instant at, Instant lastAt) {}

    /** Nano-dollars in a cent. */
    private static final long NANOS_OF_A_CENT = 10_000_000;

    /**
     * The differences.
     *
     * @param settledBefore later payments and returns may still be on their way to the books
     */
    public List<Finding> findings(Window window, Instant settledBefore) {
        List<Finding> findings = new ArrayList<>();
        if (received == null) {
            if (isIn(window, booked.at) && booked.at.isBefore(settledBefore)) {
                findings.add(finding(Cause.BOOKED_NOT_RECEIVED, booked.at, booked.cents, null, -booked.cents));
            }
            return findings;
        }
        if (booked == null) {
            long left = received.minor - received.returnedMinor;
            if (left > 0 && isIn(window, received.at) && received.at.isBefore(settledBefore)) {
                findings.add(finding(Cause.RECEIVED_NOT_BOOKED, received.at, null, left, left));
            }
            return findings;
        }
        boolean isForeign = !Finding.OUR_CURRENCY.equals(received.currency);
        if (isIn(window, received.at) && (isForeign || received.minor != booked.cents)) {
            long difference = isForeign ? received.minor : received.minor - booked.cents;
            findings.add(finding(Cause.RECEIVED_DIFFERS, received.at, booked.cents, received.minor, difference));
        }
        if (!isForeign) {
            returned(window, settledBefore, findings);
        }
        return findings;
    }

    private void returned(Window window, Instant settledBefore, List<Finding> findings) {
        Instant lastAt = received.lastAt.isAfter(booked.lastAt) ? received.lastAt : booked.lastAt;
        long returned = Math.min(received.returnedMinor, booked.cents);
        if (returned != booked.returnedCents && isIn(window, lastAt) && lastAt.isBefore(settledBefore)) {
            findings.add(finding(
                    Cause.RETURNED_DIFFERS, lastAt, booked.returnedCents, returned, booked.returnedCents - returned));
        }
    }

    private static boolean isIn(Window window, Instant at) {
        return window.has(day(at));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private Finding finding(Cause cause, Instant at, Long bookedCents, Long receivedMinor, long difference) {
        String currency = received == null ? Finding.OUR_CURRENCY : received.currency;
        return new Finding(
                cause,
                id,
                day(at),
                Subject.ofPayment(id, booked == null ? null : booked.stripeInvoice),
                currency,
                new Difference.Side(null, bookedCents == null ? null : bookedCents * NANOS_OF_A_CENT),
                new Difference.Side(null, receivedMinor == null ? null : MinorUnits.nanos(receivedMinor, currency)),
                MinorUnits.nanos(difference, currency),
                1);
    }
}
