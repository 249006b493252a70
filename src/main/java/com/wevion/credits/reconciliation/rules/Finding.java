package com.wevion.credits.reconciliation.rules;

import java.time.LocalDate;

/**
 * One finding of a run. Recorded amounts are 1e-9 of a US dollar, the others of the currency.
 *
 * @param key its subject, the same in every run, so that a break keeps its age
 * @param span the time for which sums are compared; null otherwise
 * @param day the day for which it counts
 * @param currency ours but for CURRENCY
 * @param recorded null quantity or amount where there is none or nobody knows it
 * @param varianceNanos the amount overbilled by this cause, negative for underbilled; of CURRENCY all that is billed
 * @param records the number of usage records or lines in it
 */
public record Finding(
        Cause cause,
        String key,
        Span span,
        LocalDate day,
        Subject subject,
        String currency,
        Difference.Side recorded,
        Difference.Side billed,
        long varianceNanos,
        long records) {
    /** The currency that the work is recorded in. */
    public static final String OUR_CURRENCY = "USD";

    /** Of something that is not the sum of a time. */
    Finding(
            Cause cause,
            String key,
            LocalDate day,
            Subject subject,
            String currency,
            Difference.Side recorded,
            Difference.Side billed,
            long varianceNanos,
            long records) {
        this(cause, key, null, day, subject, currency, recorded, billed, varianceNanos, records);
    }

    static Difference.Side none() {
        return new Difference.Side(null, null);
    }
}
