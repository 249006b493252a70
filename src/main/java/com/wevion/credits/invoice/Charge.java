package com.wevion.credits.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A row of a provider's file in our terms, as it goes into {@code invoice_line}. One is used for all rows of a file in turn, so
 * that a million lines leave no million objects.
 */
final class Charge {
    /** What kind of charge it is. */
    enum Kind {
        USAGE,
        PURCHASE,
        TAX,
        CREDIT,
        ADJUSTMENT,
        ROUNDING
    }

    long line;
    Kind kind;
    /** Whether it changes what was billed before. */
    boolean correction;

    String invoiceId;
    String account;
    LocalDate day;
    /** Inclusive. */
    LocalDate lastDay;

    String sku;
    /** What {@link #quantity} counts; null if it is none of our measures or could be several. */
    Measure measure;

    BigDecimal quantity;
    /** 1e-9 of the currency. */
    long costNanos;

    String currency;
    String requestId;
    String chargeKey;
    String correctionOf;
    String description;
    /** JSON text. */
    String extras;

    /** Empty, for the row of this line. */
    void clear(long newLine) {
        line = newLine;
        kind = Kind.USAGE;
        correction = false;
        invoiceId = null;
        account = null;
        day = null;
        lastDay = null;
        sku = null;
        measure = null;
        quantity = null;
        costNanos = 0;
        currency = null;
        requestId = null;
        chargeKey = null;
        correctionOf = null;
        description = null;
        extras = null;
    }
}
