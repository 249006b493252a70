package com.wevion.credits.reconciliation.rules;

import com.wevion.credits.usage.UsageOutcome;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Both sides of a request that did not agree within a day: a row of {@code reconciliation_request}.
 *
 * @param measure {@code *} if several are compared together, {@code ?} if it is unknown
 * @param outcome of the work; null if nothing is recorded
 * @param recorded without an amount if a cost is not known
 * @param corrections the part of {@code billedRows} that changes earlier bills
 * @param billed without a quantity if the lines have none
 * @param againRows lines that repeat another one, with their amount
 * @param matchedDay the day of the record if it has agreed with another line; then nothing is recorded here
 */
public record Request(
        String requestId,
        String measure,
        LocalDate recordedDay,
        LocalDate billedDay,
        long recordedRows,
        UsageOutcome outcome,
        String service,
        String engine,
        Difference.Side recorded,
        long billedRows,
        long corrections,
        boolean knownSku,
        String sku,
        String currency,
        Difference.Side billed,
        long againRows,
        Difference.Side again,
        LocalDate matchedDay)
        implements Comparison {

    /** The billed quantity and amount without the lines that repeat another one. */
    Difference.Side billedOnce() {
        BigDecimal quantity = billed.quantity() == null || again.quantity() == null
                ? billed.quantity()
                : billed.quantity().subtract(again.quantity());
        return new Difference.Side(quantity, billed.nanos() - again.nanos());
    }

    String key() {
        return requestId + "|" + measure;
    }
}
