package com.wevion.credits.reconciliation.rules;

import com.wevion.credits.usage.UsageOutcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A sum of one side: a row of {@code reconciliation_total}.
 *
 * @param day the provider's day on which it begins
 * @param lastDay later than the day for a charge of several days
 * @param to exclusive
 * @param recorded true if it is our side
 * @param label of our side the outcome, of the provider's USD, or a currency without a rate
 * @param missingRows of our side those without a cost, of the provider's those without a quantity
 * @param estimated of our side, true if nobody told the cost, so that it is the usual list price
 * @param sku of the provider's side the SKU whose list price is not the usual one, else empty; of our side the one at whose list price the
 *     cost was told, {@link #UNLISTED} if that is no list price
 * @param price of the provider's side the list price of the SKU; null if it is the usual one
 * @param again the lines that are like another one
 * @param repeats the lines whose charge key was there before
 * @param allowanceNanos the part of the provider's side that its files may have rounded
 * @param invoiceId of the provider's side; null if its lines name none
 */
public record Total(
        LocalDate day,
        LocalDate lastDay,
        Instant from,
        Instant to,
        boolean recorded,
        String label,
        long rows,
        BigDecimal quantity,
        long missingRows,
        long nanos,
        Difference.Side again,
        Difference.Side repeats,
        long allowanceNanos,
        String invoiceId,
        boolean estimated,
        String sku,
        ListPrice price) {
    static final String UNLISTED = "?";

    boolean isOf(UsageOutcome outcome) {
        return recorded && label.equals(outcome.name());
    }

    /** True if it is billed in a currency without a rate, so that it compares with nothing. */
    boolean isForeign() {
        return !recorded && !label.equals(Finding.OUR_CURRENCY);
    }

    /** Two of the same label as one. */
    Total plus(Total other) {
        Span both = span().with(other.span());
        return new Total(
                both.day(),
                both.lastDay(),
                both.from(),
                both.to(),
                recorded,
                label,
                rows + other.rows,
                plus(quantity, other.quantity),
                missingRows + other.missingRows,
                nanos + other.nanos,
                again.plus(other.again),
                repeats.plus(other.repeats),
                allowanceNanos + other.allowanceNanos,
                DaySums.named(List.of(this, other)),
                estimated,
                sku,
                price);
    }

    private static BigDecimal plus(BigDecimal one, BigDecimal other) {
        return one == null || other == null ? null : one.add(other);
    }

    Span span() {
        return new Span(day, lastDay, from, to);
    }
}
