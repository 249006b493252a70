package com.wevion.credits.reconciliation.rules;

import java.time.LocalDate;
import java.util.List;

/**
 * The tax of an invoice, and the usage that it is charged on.
 *
 * @param invoiceId empty if the lines name no invoice
 * @param day of the first line that is tax
 * @param currency of the invoice
 * @param nanos nano-dollars
 */
public record InvoiceTax(String invoiceId, LocalDate day, String currency, long nanos, long usageNanos, long lines)
        implements Comparison {

    /** The tax that was not expected, if it is beyond the tolerance. */
    List<Finding> findings(ComparisonTerms terms, Window window) {
        long expected = terms.taxOn(usageNanos);
        long variance = nanos - expected;
        if (!window.has(day) || Math.abs(variance) <= terms.toleranceOf(expected)) {
            return List.of();
        }
        String key = invoiceId.isEmpty() ? day.toString() : invoiceId;
        return List.of(new Finding(
                Cause.TAX,
                key + "|" + currency,
                day,
                Subject.ofInvoice(invoiceId.isEmpty() ? null : invoiceId),
                Finding.OUR_CURRENCY,
                new Difference.Side(null, expected),
                new Difference.Side(null, nanos),
                variance,
                lines));
    }
}
