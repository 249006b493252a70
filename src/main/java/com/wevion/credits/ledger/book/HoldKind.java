package com.wevion.credits.ledger.book;

/** What a hold is for. */
public enum HoldKind {
    CHAT_MESSAGE,
    JOB
}
