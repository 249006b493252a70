package com.wevion.credits.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;

/** The types of events. */
public enum EventType {
    /** Fewer credits are available than the team's threshold. */
    BALANCE_LOW("balance.low"),
    /** No credits are available. */
    BALANCE_EMPTY("balance.empty"),
    /** As many credits as the threshold, or more, are available again. */
    BALANCE_RECOVERED("balance.recovered"),
    /** A part of the limit for unpaid creative work is used. */
    SPENDING_LIMIT_NEAR("spending_limit.near"),
    /** The limit for unpaid creative work is used up. */
    SPENDING_LIMIT_REACHED("spending_limit.reached"),
    /** Less than that part of the limit is used again. */
    SPENDING_LIMIT_RECOVERED("spending_limit.recovered"),
    /** A purchase is paid and credited. */
    PURCHASE_CREDITED("purchase.credited"),
    /** Something waits for a person's approval. */
    APPROVAL_ASKED("approval.asked");

    private final String text;

    EventType(String text) {
        this.text = text;
    }

    /** The type as receivers know it. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The type of that text; empty if there is none. */
    public static Optional<EventType> of(String text) {
        return Stream.of(values()).filter(type -> type.text.equals(text)).findFirst();
    }
}
