package com.wevion.credits.reconciliation.rules;

/** The cause of a difference between bill and records. */
public enum Cause {
    /** No difference after a second look; never a break. */
    MATCHED,
    /** A charge whose time ends after the window, so that nobody knows yet whether it is right; never a break. */
    NOT_YET_COMPARABLE,
    /** The provider bills work that we know nothing of. */
    BILLED_NOT_RECORDED,
    /** Work of a day that the provider has billed, but not this. */
    RECORDED_NOT_BILLED,
    /** More or less of it was billed than was delivered. */
    QUANTITY,
    /** The price of a unit is not the expected one. */
    PRICE,
    /** The same charge more than once. */
    DUPLICATE,
    /** Work that failed, and cost the team nothing, is billed. */
    FAILED_BUT_BILLED,
    /** Work that was reported after its hold had ended, and cost the team nothing, is billed (D8). */
    LATE_BUT_BILLED,
    /** Billed in another month than it was done in. */
    LATE_USAGE,
    /** Billed in a currency for which there is no rate. */
    CURRENCY,
    /** The tax on an invoice is not the expected one. */
    TAX,
    /** Differences that are too small one by one, and together are not. */
    ROUNDING,
    /** The catalogue's provider rates do not know what is billed. */
    UNKNOWN_SKU,
    /** The cost of work came back that was done, and billed as it should be. */
    CREDIT,
    /** Stripe received a payment that no entry books. */
    RECEIVED_NOT_BOOKED(true),
    /** An entry books a payment that Stripe has not received. */
    BOOKED_NOT_RECEIVED(true),
    /** Stripe received another amount than is booked. */
    RECEIVED_DIFFERS(true),
    /** More or less money went back than was taken back in the books. */
    RETURNED_DIFFERS(true),
    /** A payout is not the sum of what is in it. */
    PAYOUT_DIFFERS(true);

    private final boolean ofMoney;

    Cause() {
        this(false);
    }

    Cause(boolean ofMoney) {
        this.ofMoney = ofMoney;
    }

    /** True if it is about money that customers paid, not about what providers bill. */
    public boolean isOfMoney() {
        return ofMoney;
    }
}
