package com.wevion.credits.ledger.book;

/** The reasons for which a balance changes. */
public enum EntryType {
    PURCHASE,
    USAGE,
    CLAWBACK,
    REINSTATEMENT,
    ADJUSTMENT,
    PAYMENT
}
