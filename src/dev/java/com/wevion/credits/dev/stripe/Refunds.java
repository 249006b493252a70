package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Money back, in as many parts as one likes; the charge has the sum of them. */
final class Refunds {
    private static final Set<String> OVER = Set.of("failed", "canceled");

    private final Account account;
    private final Balance balance;

    Refunds(Account account, Balance balance) {
        this.account = account;
        this.balance = balance;
    }

    static long unrefunded(ObjectNode charge) {
        return charge.get("amount_captured").longValue()
                - charge.get("amount_refunded").longValue();
    }

    ObjectNode refund(ObjectNode charge, long amount) {
        return refund(charge, amount, "succeeded");
    }

    private ObjectNode refund(ObjectNode charge, long amount, String status) {
        if (charge.get("refunded").booleanValue()) {
            String message = "Charge " + charge.get("id").textValue() + " has already been refunded.";
            throw StripeFailure.invalid("charge_already_refunded", message, null);
        }
        if (amount <= 0 || amount > unrefunded(charge)) {
            String message = "Refund amount (" + amount + ") is not within the unrefunded amount on charge ("
                    + unrefunded(charge) + ").";
            throw StripeFailure.invalid(amount <= 0 ? "parameter_invalid_integer" : null, message, "amount");
        }
        ObjectNode refund =
                account.create("refund", "re_").put("amount", amount).put("status", status);
        refund.set("charge", charge.get("id"));
        refund.set("currency", charge.get("currency"));
        refund.set("payment_intent", charge.get("payment_intent"));
        refund.put("balance_transaction", balance.refunded(refund));
        take(charge, amount);
        return refund;
    }

    ObjectNode refundAndAnnounce(ObjectNode charge, long amount, String status) {
        ObjectNode refund = refund(charge, amount, status);
        announce(refund);
        return refund;
    }

    /** After the caller has filled it in. */
    void announce(ObjectNode refund) {
        ObjectNode charge = listed(refund);
        account.emit("refund.created", refund);
        account.emit("charge.refunded", charge);
        account.emit("refund.updated", refund);
    }

    /** It is done at last, the customer's bank sends the money back, or the merchant cancels what has not been done. */
    void end(ObjectNode refund, String status) {
        boolean done = refund.get("status").textValue().equals("succeeded");
        if (OVER.contains(refund.get("status").textValue()) || (done && !status.equals("failed"))) {
            throw StripeFailure.invalid(null, "This refund is over.", "id");
        }
        refund.put("status", status);
        ObjectNode charge = listed(refund);
        if (OVER.contains(status)) {
            refund.put("failure_balance_transaction", balance.refundFailed(refund));
            take(charge, -refund.get("amount").longValue());
        }
        if (status.equals("failed")) {
            refund.put("failure_reason", "expired_or_canceled_card");
            account.emit("refund.failed", refund);
        }
        account.emit("refund.updated", refund);
        account.emit("charge.updated", charge);
    }

    /** The refund's charge, with all its refunds as they are now. */
    private ObjectNode listed(ObjectNode refund) {
        ObjectNode charge = account.find(refund.get("charge").textValue());
        ArrayNode data = ((ObjectNode) charge.get("refunds")).putArray("data");
        for (ObjectNode other : account.all("refund")) {
            if (other.get("charge").equals(charge.get("id"))) {
                data.add(other.deepCopy());
            }
        }
        return charge;
    }

    private static void take(ObjectNode charge, long amount) {
        charge.put("amount_refunded", charge.get("amount_refunded").longValue() + amount);
        charge.put("refunded", unrefunded(charge) == 0);
    }
}
