package com.wevion.credits.ledger.book;

/** The life of a hold: open, then ended once, for good (D4). */
public enum HoldState {
    /** The amount is set aside. */
    OPEN,
    /** The work succeeded and was charged. */
    SETTLED,
    /** The work failed or was cancelled; nothing was charged. */
    VOIDED,
    /** Nobody reported the work in time; nothing was charged. */
    EXPIRED
}
