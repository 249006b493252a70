package com.wevion.credits.reconciliation.rules;

import com.wevion.credits.usage.UsageOutcome;
import java.time.LocalDate;

/**
 * Both sides of a request that did not agree within a day: a row of {@code reconciliation_request}.
 *
 * @param measure {@code *} if several are compared together, {@code ?} if it is unknown
 * @param outcome of the work; null if nothing is recorded
 * @param recorded without an amount if a cost is not known
 * @param corrections the part of {@code billedRows} that changes earlier bills
 * @param billed without a quantity if the lines have none
 * @param againRows lines that are like another one, or of a later day, with their amount
 * @param repeats those of them whose charge key was there before
 * @param creditNanos the part of the billed amount that came back; negative
 * @param allowanceNanos the part of the amount that the files may have rounded
 * @param invoiceId of the lines; null if they name none
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
        Difference.Side billed,
        long againRows,
        Difference.Side again,
        long repeats,
        long creditNanos,
        long allowanceNanos,
        LocalDate matchedDay,
        String invoiceId)
        implements Comparison {

    /** The billed quantity and amount without the lines that repeat another one. */
    Difference.Side billedOnce() {
        return billed.minus(again);
    }

    /** The part of the allowance for so many of the lines. */
    long allowanceNanos(long rows) {
        return billedRows == 0 ? 0 : allowanceNanos * rows / billedRows;
    }

    String key() {
        return requestId + "|" + measure;
    }
}
