package com.wevion.credits.ledger;

/** Why a balance changed. */
public enum EntryType {
    PURCHASE,
    USAGE,
    CLAWBACK,
    REINSTATEMENT,
    ADJUSTMENT,
    PAYMENT
}
