package com.wevion.credits.reconciliation;

import java.time.LocalDate;

/**
 * The days that a provider's invoices are about.
 *
 * @param first null if there is no invoice
 * @param last inclusive; null if there is no invoice
 */
record Coverage(LocalDate first, LocalDate last) {
    /** Whether the invoice for a day has come. */
    boolean has(LocalDate day) {
        return first != null && !day.isBefore(first) && !day.isAfter(last);
    }
}
