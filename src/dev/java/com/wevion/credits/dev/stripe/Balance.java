package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The account's balance: every movement of money, with Stripe's fee, and the payouts to the bank. */
final class Balance {
    private static final long SECONDS_OF_A_DAY = 86_400;
    private static final long DAYS_TO_THE_BANK = 2;
    /** Stripe keeps 2.9 percent and 30 cents of a card payment. */
    private static final long FEE_THOUSANDTHS = 29;

    private static final long FEE_CENTS = 30;

    private final Account account;
    private final Map<String, String> payouts = new HashMap<>();

    Balance(Account account) {
        this.account = account;
    }

    /** The movement of a paid charge; its id. */
    String charged(ObjectNode charge) {
        long amount = charge.get("amount").longValue();
        long fee = Math.round(amount * FEE_THOUSANDTHS / 1_000.0) + FEE_CENTS;
        return move(charge, amount, fee, "charge", "charge");
    }

    /** The movement of a refund; its id. */
    String refunded(ObjectNode refund) {
        return move(refund, -refund.get("amount").longValue(), 0, "refund", "refund");
    }

    /** The movement of a refund that failed or was cancelled; its id. */
    String refundFailed(ObjectNode refund) {
        return move(refund, refund.get("amount").longValue(), 0, "refund_failure", "refund_failure");
    }

    /** The movement of a dispute: takes an amount (negative), or returns it. */
    ObjectNode disputed(ObjectNode dispute, long amount, long fee) {
        String category = amount < 0 ? "dispute" : "dispute_reversal";
        ObjectNode movement = account.get("balance_transaction", move(dispute, amount, fee, "adjustment", category));
        return movement.put("description", "Chargeback " + (amount < 0 ? "withdrawal" : "reversal"));
    }

    private String move(ObjectNode source, long amount, long fee, String type, String category) {
        ObjectNode movement = account.create("balance_transaction", "txn_")
                .put("amount", amount)
                .put("available_on", account.nowSeconds() + DAYS_TO_THE_BANK * SECONDS_OF_A_DAY)
                .put("fee", fee)
                .put("net", amount - fee)
                .put("reporting_category", category)
                .put("status", "pending")
                .put("type", type)
                .putNull("description");
        movement.set("currency", source.get("currency"));
        movement.set("source", source.get("id"));
        if (fee != 0) {
            ObjectNode detail = movement.withArray("fee_details")
                    .addObject()
                    .put("amount", fee)
                    .putNull("application")
                    .put("description", "Stripe processing fees")
                    .put("type", "stripe_fee");
            detail.set("currency", source.get("currency"));
        }
        return movement.get("id").textValue();
    }

    /** Pays out all that was not; the payout, or null if that is nothing. */
    ObjectNode payOut() {
        List<ObjectNode> left = account.all("balance_transaction").stream()
                .filter(movement -> !payouts.containsKey(movement.get("id").textValue()))
                .toList();
        long net = left.stream()
                .mapToLong(movement -> movement.get("net").longValue())
                .sum();
        if (net <= 0) {
            return null;
        }
        ObjectNode payout = account.create("payout", "po_")
                .put("amount", net)
                .put("arrival_date", account.nowSeconds() + DAYS_TO_THE_BANK * SECONDS_OF_A_DAY)
                .put("status", "in_transit");
        String id = payout.get("id").textValue();
        left.forEach(movement -> {
            movement.put("status", "available");
            payouts.put(movement.get("id").textValue(), id);
        });
        String own = move(payout, -net, 0, "payout", "payout");
        account.get("balance_transaction", own).put("status", "available").put("description", "STRIPE PAYOUT");
        payouts.put(own, id);
        account.emit("payout.created", payout.put("balance_transaction", own));
        return payout;
    }

    /** The money is at the bank. */
    void arrive(ObjectNode payout) {
        account.emit("payout.paid", payout.put("status", "paid"));
    }

    boolean isPaidOutWith(ObjectNode movement, String payoutId) {
        return payoutId.equals(payouts.get(movement.get("id").textValue()));
    }
}
