package com.wevion.credits.ledger.book;

/** The kind of thing that an entry is for, and that its operation id names. */
public enum ReferenceKind {
    CHAT_MESSAGE,
    JOB,
    PURCHASE,
    REFUND,
    DISPUTE,
    /** The purchase, or the clawback, on whose occasion an older debt is paid (D15). */
    DEBT,
    ADJUSTMENT,
    CREATIVE_BILL,
    BILL_REFUND,
    BILL_DISPUTE
}
