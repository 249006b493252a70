package com.wevion.credits.ledger.book;

/** Why a balance changed. */
public enum EntryType {
    PURCHASE,
    USAGE,
    CLAWBACK,
    REINSTATEMENT,
    ADJUSTMENT,
    PAYMENT
}
