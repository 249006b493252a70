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
    /** A part of a member's monthly cap is used. */
    MEMBER_CAP_NEAR("member_cap.near"),
    /** A member's monthly cap is used up. */
    MEMBER_CAP_REACHED("member_cap.reached"),
    /** Less than that part of a member's cap is used again: by another month, another cap or none. */
    MEMBER_CAP_RECOVERED("member_cap.recovered"),
    /** A purchase is paid and credited. */
    PURCHASE_CREDITED("purchase.credited"),
    /** A refund or a lost dispute has taken credits. */
    PURCHASE_CLAWED_BACK("purchase.clawed_back"),
    /** Credits that were taken are given back. */
    PURCHASE_REINSTATED("purchase.reinstated"),
    /** The buyer disputes a payment; its credits cannot be spent meanwhile. */
    DISPUTE_OPENED("dispute.opened"),
    /** A dispute has ended in the seller's favour. */
    DISPUTE_CLOSED("dispute.closed"),
    /** An automatic top-up is not paid, or the bank wants the cardholder to confirm it. */
    TOP_UP_FAILED("top_up.failed"),
    /** A bill for creative usage is to be paid. */
    BILL_DUE("bill.due"),
    /** A bill is paid. */
    BILL_PAID("bill.paid"),
    /** A payment of a bill has failed. */
    BILL_FAILED("bill.failed"),
    /** Something waits for a person's approval. */
    APPROVAL_ASKED("approval.asked"),
    /** A provider's file was refused. */
    INVOICE_REFUSED("invoice.refused", true),
    /** A run of the reconciliation has ended. */
    RECONCILIATION_ENDED("reconciliation.ended", true),
    /** The nightly reconciliation needs somebody. */
    RECONCILIATION_TROUBLE("reconciliation.trouble", true),
    /** A verification of the books has found violations. */
    AUDIT_VIOLATION("audit.violation", true);

    private final String text;
    private final boolean isOfThePlatform;

    EventType(String text) {
        this(text, false);
    }

    EventType(String text, boolean isOfThePlatform) {
        this.text = text;
        this.isOfThePlatform = isOfThePlatform;
    }

    /** True if it is about no team. */
    public boolean isOfThePlatform() {
        return isOfThePlatform;
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
