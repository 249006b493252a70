package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** The actions of merchants and banks on money that was paid. */
abstract class BankCounter {
    abstract Business business();

    final void act(Runnable action) {
        synchronized (business().account()) {
            action.run();
        }
    }

    final String idOf(Supplier<ObjectNode> action) {
        synchronized (business().account()) {
            return action.get().get("id").textValue();
        }
    }

    private ObjectNode get(String kind, String id) {
        return business().account().get(kind, id);
    }

    private ObjectNode chargeOf(String paymentIntentId) {
        return business().payments().chargeOf(get("payment_intent", paymentIntentId));
    }

    /** Pays out to the bank what has come in since the last time; the payout's id. */
    public String payOut() {
        return idOf(business().balance()::payOut);
    }

    /** The bank has the money of a payout. */
    public void arrive(String payoutId) {
        act(() -> business().balance().arrive(get("payout", payoutId)));
    }

    /** Gives back a part; the charge's {@code amount_refunded} is the sum of all. The refund's id. */
    public String refund(String paymentIntentId, long cents) {
        return refund(paymentIntentId, cents, "succeeded");
    }

    /** As {@link #refund(String, long)}; it begins as pending or requires_action, or is done at once. */
    public String refund(String paymentIntentId, long cents, String status) {
        return idOf(() -> business().refunds().refundAndAnnounce(chargeOf(paymentIntentId), cents, status));
    }

    /** The customer's bank refuses the refund: the money is the merchant's again. */
    public void failRefund(String refundId) {
        endRefund(refundId, "failed");
    }

    /** Ends a refund as succeeded, failed or canceled; the last two give the money back to the merchant. */
    public void endRefund(String refundId, String status) {
        act(() -> business().refunds().end(get("refund", refundId), status));
    }

    /** Disputes the whole payment; the dispute's id. */
    public String dispute(String paymentIntentId) {
        return dispute(
                paymentIntentId,
                chargeOf(paymentIntentId).get("amount_captured").longValue());
    }

    /** Disputes a part of the payment; the dispute's id. */
    public String dispute(String paymentIntentId, long cents) {
        return idOf(() -> business().disputes().open(chargeOf(paymentIntentId), cents));
    }

    /** The bank asks about the payment and takes no money yet; the dispute's id. */
    public String inquire(String paymentIntentId) {
        return idOf(() -> business().disputes().inquire(chargeOf(paymentIntentId)));
    }

    /** The merchant sends evidence: {@code charge.dispute.updated}. */
    public void answerDispute(String disputeId) {
        act(() -> business().disputes().answer(get("dispute", disputeId)));
    }

    /** Turns an inquiry into a dispute. */
    public void escalateDispute(String disputeId) {
        act(() -> business().disputes().escalate(get("dispute", disputeId)));
    }

    /** The bank decides; won, the funds are reinstated. An inquiry is closed without a decision. */
    public void closeDispute(String disputeId, boolean won) {
        closeDispute(disputeId, won ? "won" : "lost");
    }

    /** As {@link #closeDispute(String, boolean)}: won, lost, prevented, or, of an inquiry, warning_closed. */
    public void closeDispute(String disputeId, String status) {
        act(() -> business().disputes().close(get("dispute", disputeId), status));
    }

    /** The bank decides otherwise after all: a dispute that was lost is won, and the funds are reinstated. */
    public void reverseDispute(String disputeId) {
        act(() -> business().disputes().reverse(get("dispute", disputeId)));
    }
}
