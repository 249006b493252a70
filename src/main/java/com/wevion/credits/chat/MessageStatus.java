package com.wevion.credits.chat;

import com.wevion.credits.ledger.book.HoldState;

/** A message's status for callers: the state of its hold. */
enum MessageStatus {
    /** It may be answered; its credits are set aside. */
    ADMITTED,
    /** It was answered and charged. */
    SETTLED,
    /** It failed and cost nothing. */
    VOIDED,
    /** Nobody said in time how it ended. */
    EXPIRED;

    static MessageStatus of(HoldState state) {
        return switch (state) {
            case OPEN -> ADMITTED;
            case SETTLED -> SETTLED;
            case VOIDED -> VOIDED;
            case EXPIRED -> EXPIRED;
        };
    }
}
