package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Customers who tell their bank that they did not buy. A dispute names its charge and intent but no customer. */
final class Disputes {
    private static final long FEE = 1_500;
    private static final long SECONDS_TO_ANSWER = 7 * 86_400;

    private static final Set<String> CLOSED = Set.of("won", "lost", "prevented", "warning_closed");

    private final Account account;
    private final Balance balance;

    Disputes(Account account, Balance balance) {
        this.account = account;
        this.balance = balance;
    }

    /** The bank takes the money at once. */
    ObjectNode open(ObjectNode charge, long amount) {
        ObjectNode dispute = create(charge, amount, "needs_response", "chargeback");
        move(dispute, -amount);
        account.emit("charge.dispute.created", dispute);
        account.emit("charge.dispute.funds_withdrawn", dispute);
        account.emit("charge.updated", charge);
        return dispute;
    }

    /** The bank only asks; no money moves. */
    ObjectNode inquire(ObjectNode charge) {
        long amount = charge.get("amount_captured").longValue();
        ObjectNode dispute = create(charge, amount, "warning_needs_response", "inquiry");
        account.emit("charge.dispute.created", dispute);
        return dispute;
    }

    private ObjectNode create(ObjectNode charge, long amount, String status, String caseType) {
        if (amount <= 0 || amount > charge.get("amount_captured").longValue()) {
            throw StripeFailure.invalid(null, "A dispute is about the charge or a part of it.", "amount");
        }
        ObjectNode dispute = account.create("dispute", "dp_")
                .put("amount", amount)
                .put("is_charge_refundable", isInquiry(status))
                .put("reason", "fraudulent")
                .put("status", status);
        dispute.set("charge", charge.get("id"));
        dispute.set("currency", charge.get("currency"));
        dispute.set("payment_intent", charge.get("payment_intent"));
        ((ObjectNode) dispute.get("evidence_details")).put("due_by", account.nowSeconds() + SECONDS_TO_ANSWER);
        ((ObjectNode) dispute.at("/payment_method_details/card")).put("case_type", caseType);
        charge.put("disputed", true);
        return dispute;
    }

    /** The bank takes the money after all. */
    void escalate(ObjectNode dispute) {
        mustBeOpen(dispute);
        dispute.put("status", "needs_response").put("is_charge_refundable", false);
        move(dispute, -dispute.get("amount").longValue());
        account.emit("charge.dispute.updated", dispute);
        account.emit("charge.dispute.funds_withdrawn", dispute);
    }

    private static boolean isInquiry(String status) {
        return status.startsWith("warning_");
    }

    /** The merchant has sent evidence. */
    void answer(ObjectNode dispute) {
        mustBeOpen(dispute);
        ((ObjectNode) dispute.get("evidence_details")).put("has_evidence", true).put("submission_count", 1);
        dispute.put("status", isInquiry(statusOf(dispute)) ? "warning_under_review" : "under_review");
        account.emit("charge.dispute.updated", dispute);
    }

    void close(ObjectNode dispute, String status) {
        mustBeOpen(dispute);
        boolean given = !isInquiry(statusOf(dispute)) && !status.equals("lost");
        dispute.put("status", status);
        if (given) {
            move(dispute, dispute.get("amount").longValue());
        }
        account.emit("charge.dispute.closed", dispute);
        if (given) {
            account.emit("charge.dispute.funds_reinstated", dispute);
        }
    }

    /** The bank decides otherwise after all: what was lost comes back. */
    void reverse(ObjectNode dispute) {
        if (!statusOf(dispute).equals("lost")) {
            throw StripeFailure.invalid(null, "This dispute is not lost.", "id");
        }
        dispute.put("status", "won");
        move(dispute, dispute.get("amount").longValue());
        account.emit("charge.dispute.updated", dispute);
        account.emit("charge.dispute.funds_reinstated", dispute);
    }

    private static String statusOf(ObjectNode dispute) {
        return dispute.get("status").textValue();
    }

    private static void mustBeOpen(ObjectNode dispute) {
        if (CLOSED.contains(statusOf(dispute))) {
            throw StripeFailure.invalid(null, "This dispute is closed.", "id");
        }
    }

    /** Takes an amount from the merchant's balance (negative), or returns it. */
    private void move(ObjectNode dispute, long amount) {
        ObjectNode movement = balance.disputed(dispute, amount, amount < 0 ? FEE : 0);
        ((ArrayNode) dispute.get("balance_transactions")).add(movement.deepCopy());
    }
}
