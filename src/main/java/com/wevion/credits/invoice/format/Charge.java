package com.wevion.credits.invoice.format;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A row of a provider's file in our terms, as it goes into {@code invoice_line}. One is used for all rows of a file in turn, so
 * that a million lines leave no million objects.
 */
public final class Charge {
    /** The kind of a charge. */
    public enum Kind {
        USAGE,
        PURCHASE,
        TAX,
        CREDIT,
        ADJUSTMENT,
        ROUNDING,
        UNUSED
    }

    public long line;
    /** Null for a row that charges nothing, as of a day without costs. */
    public Kind kind;

    /** True if it changes an earlier bill. */
    public boolean correction;

    public String invoiceId;
    /** True if the invoice has been issued; a month that stands for its invoice does not say so. */
    public boolean invoiced;
    /** The billing period; null if it is not told. */
    public Instant periodStartsAt;
    /** Exclusive. */
    public Instant periodEndsAt;

    public String account;
    public LocalDate day;
    /** Inclusive. */
    public LocalDate lastDay;

    /** Null for whole days, which are those of the provider. */
    public Instant startsAt;
    /** Exclusive; null for whole days. */
    public Instant endsAt;

    public String sku;
    /** The measure that {@link #quantity} counts; null if it is none of our measures or could be several. */
    public InvoiceMeasure measure;

    public BigDecimal quantity;
    /** 1e-9 of the currency. */
    public long costNanos;
    /** True if it is billed at nothing, as a purchase has paid for it; its cost is its share of that. */
    public boolean prepaid;

    /** The part of the amount that the file may have rounded away: half a unit of its last decimal, 1e-9 of the currency. */
    public long allowanceNanos;

    public String currency;
    public String requestId;
    public String chargeKey;
    public String correctionOf;
    public String description;
    /** JSON text. */
    public String extras;

    /** Usage below nothing is usage that is given back, whether or not its file calls that a correction. */
    void creditIfNegative() {
        if (kind == Kind.USAGE && !correction && costNanos < 0) {
            kind = Kind.CREDIT;
            correction = true;
        }
    }

    /** Empty, for the row of this line. */
    void clear(long newLine) {
        line = newLine;
        kind = Kind.USAGE;
        correction = false;
        invoiceId = null;
        invoiced = false;
        periodStartsAt = null;
        periodEndsAt = null;
        account = null;
        day = null;
        lastDay = null;
        startsAt = null;
        endsAt = null;
        sku = null;
        measure = null;
        quantity = null;
        costNanos = 0;
        allowanceNanos = 0;
        prepaid = false;
        currency = null;
        requestId = null;
        chargeKey = null;
        correctionOf = null;
        description = null;
        extras = null;
    }
}
