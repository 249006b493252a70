package com.wevion.credits.reconciliation.rules;

import java.time.LocalDate;
import java.util.List;

/**
 * The part of an invoice that cannot be compared, since nobody has said what its currency was worth.
 *
 * @param invoiceId empty if the lines name no invoice: then it is all of a month
 * @param month the first day of the month, if the lines name no invoice; else null
 * @param day its last one in the window
 * @param recordedNanos the cost of the work that it is about; null if nothing is recorded, or a cost is not known
 * @param billedNanos 1e-9 of the currency
 */
public record ForeignInvoice(
        String invoiceId,
        LocalDate month,
        String currency,
        LocalDate day,
        Long recordedNanos,
        long billedNanos,
        long lines)
        implements Comparison {

    /** One break for all of it; what is billed too much is not known. */
    List<Finding> findings() {
        return List.of(new Finding(
                Cause.CURRENCY,
                (month == null ? invoiceId : month) + "|" + currency,
                day,
                Subject.ofInvoice(month == null ? invoiceId : null),
                currency,
                new Difference.Side(null, recordedNanos),
                new Difference.Side(null, billedNanos),
                billedNanos,
                lines));
    }
}
