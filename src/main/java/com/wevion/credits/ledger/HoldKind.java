package com.wevion.credits.ledger;

/** What a hold is for. */
public enum HoldKind {
    CHAT_MESSAGE,
    JOB
}
