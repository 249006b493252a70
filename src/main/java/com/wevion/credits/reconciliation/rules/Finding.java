package com.wevion.credits.reconciliation.rules;

import java.time.LocalDate;

/**
 * One thing that a run found. Amounts are 1e-9 of the currency.
 *
 * @param key what it is about, the same in every run, so that a break keeps its age
 * @param day that it counts for
 * @param recorded null quantity or amount where there is none or nobody knows it
 * @param varianceNanos what was billed too much by this cause, negative for too little
 * @param records how many usage records or lines it is about
 */
public record Finding(
        Cause cause,
        String key,
        LocalDate day,
        Subject subject,
        String currency,
        Difference.Side recorded,
        Difference.Side billed,
        long varianceNanos,
        long records) {

    static Difference.Side none() {
        return new Difference.Side(null, null);
    }
}
