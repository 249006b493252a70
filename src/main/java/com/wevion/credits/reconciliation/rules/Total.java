package com.wevion.credits.reconciliation.rules;

import com.wevion.credits.usage.UsageOutcome;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A sum of one side: a row of {@code reconciliation_total}.
 *
 * @param lastDay later than the day for a charge of several days
 * @param recorded true if it is our side
 * @param label of our side the outcome, of the provider's the currency
 * @param missingRows of our side those without a cost, of the provider's those without a quantity
 * @param again the amount of lines that repeat another one
 */
public record Total(
        LocalDate day,
        LocalDate lastDay,
        boolean recorded,
        String label,
        long rows,
        BigDecimal quantity,
        long missingRows,
        long nanos,
        Difference.Side again) {

    boolean isOf(UsageOutcome outcome) {
        return recorded && label.equals(outcome.name());
    }

    /** As keys name it: the day, or the first and the last one. */
    String days() {
        return spansDays() ? day + ".." + lastDay : day.toString();
    }

    boolean spansDays() {
        return lastDay.isAfter(day);
    }
}
