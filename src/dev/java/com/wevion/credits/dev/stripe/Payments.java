package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Payment intents with their charges, and the payment methods that pay them. */
final class Payments {
    private final Account account;
    private final Balance balance;

    Payments(Account account, Balance balance) {
        this.account = account;
        this.balance = balance;
    }

    /** A new intent that nobody has tried to pay. */
    ObjectNode intent(long amount, String currency, String customerId) {
        ObjectNode intent = account.create("payment_intent", "pi_");
        String id = intent.get("id").textValue();
        return intent.put("amount", amount)
                .put("currency", currency)
                .put("customer", customerId)
                .put("client_secret", StripeObjects.id(id + "_secret_"))
                .put("status", "requires_payment_method");
    }

    /** A new card; of nobody if the customer is null. */
    ObjectNode card(String customerId) {
        ObjectNode card = account.create("payment_method", "pm_").put("customer", customerId);
        ((ObjectNode) card.get("billing_details")).putNull("email").putNull("phone");
        return card;
    }

    /** A new card of a customer that behaves so. */
    ObjectNode savedCard(String customerId, PaymentBehaviour behaviour) {
        account.get("customer", customerId);
        ObjectNode card = card(customerId);
        account.behave(card.get("id").textValue(), behaviour);
        return card;
    }

    /** Pays by the payment method; what becomes of it is the method's behaviour. */
    PaymentBehaviour attempt(ObjectNode intent, ObjectNode paymentMethod) {
        PaymentBehaviour behaviour = account.behaviour(paymentMethod.get("id").textValue());
        if (behaviour == PaymentBehaviour.SUCCEEDS) {
            succeed(intent, paymentMethod);
        } else {
            decline(intent, paymentMethod, behaviour);
        }
        return behaviour;
    }

    void succeed(ObjectNode intent, ObjectNode paymentMethod) {
        ObjectNode charge = charge(intent, paymentMethod);
        paid(intent, charge);
    }

    private void paid(ObjectNode intent, ObjectNode charge) {
        String chargeId = charge.get("id").textValue();
        charge.put("status", "succeeded")
                .put("paid", true)
                .put("captured", true)
                .put("amount_captured", charge.get("amount").longValue())
                .put("balance_transaction", balance.charged(charge))
                .put("receipt_url", account.url("/receipts/" + chargeId));
        outcome(charge, "authorized", "approved_by_network", "Payment complete.");
        intent.put("status", "succeeded")
                .put("amount_received", intent.get("amount").longValue())
                .putNull("last_payment_error")
                .putNull("processing");
        account.emit("charge.succeeded", charge);
        account.emit("payment_intent.succeeded", intent);
        account.emit("charge.updated", charge); // Stripe's balance transaction comes a little later
    }

    /** A refused card: the intent can be paid by another one. */
    void decline(ObjectNode intent, ObjectNode paymentMethod, PaymentBehaviour behaviour) {
        failed(intent, charge(intent, paymentMethod), paymentMethod, behaviour);
    }

    private void failed(ObjectNode intent, ObjectNode charge, ObjectNode paymentMethod, PaymentBehaviour behaviour) {
        charge.put("status", "failed")
                .put("paid", false)
                .put("failure_code", behaviour.errorCode())
                .put("failure_message", behaviour.message());
        outcome(charge, "issuer_declined", "declined_by_network", behaviour.message());
        intent.put("status", "requires_payment_method").putNull("processing").putNull("payment_method");
        ObjectNode error = intent.putObject("last_payment_error")
                .put("type", "card_error")
                .put("code", behaviour.errorCode())
                .put("decline_code", behaviour.declineCode())
                .put("message", behaviour.message());
        error.set("charge", charge.get("id"));
        error.set("payment_method", paymentMethod.deepCopy());
        account.emit("charge.failed", charge);
        account.emit("payment_intent.payment_failed", intent);
    }

    private static void outcome(ObjectNode charge, String type, String network, String message) {
        ((ObjectNode) charge.get("outcome"))
                .put("type", type)
                .put("network_status", network)
                .put("seller_message", message);
    }

    /** A bank debit that is under way; {@link #settle} ends it. */
    void process(ObjectNode intent, ObjectNode paymentMethod) {
        ObjectNode charge = charge(intent, paymentMethod);
        intent.put("status", "processing").putObject("processing").put("type", "us_bank_account");
        account.emit("charge.pending", charge);
        account.emit("payment_intent.processing", intent);
    }

    void settle(ObjectNode intent, boolean succeeds) {
        ObjectNode charge = account.find(intent.get("latest_charge").textValue());
        if (succeeds) {
            paid(intent, charge);
        } else {
            ObjectNode method = account.find(charge.get("payment_method").textValue());
            failed(intent, charge, method, PaymentBehaviour.DECLINED);
        }
    }

    /** A pending charge, the intent's latest. */
    private ObjectNode charge(ObjectNode intent, ObjectNode paymentMethod) {
        ObjectNode charge = account.create("charge", "ch_");
        String id = charge.get("id").textValue();
        charge.put("status", "pending").put("paid", false).put("captured", false);
        charge.putNull("balance_transaction");
        charge.set("payment_intent", intent.get("id"));
        charge.set("payment_method", paymentMethod.get("id"));
        charge.set("billing_details", paymentMethod.get("billing_details").deepCopy());
        for (String field : new String[] {"amount", "currency", "customer", "description", "receipt_email"}) {
            charge.set(field, intent.get(field));
        }
        charge.set("metadata", intent.get("metadata").deepCopy());
        ((ObjectNode) charge.get("refunds")).put("url", "/v1/charges/" + id + "/refunds");
        intent.set("payment_method", paymentMethod.get("id"));
        intent.put("latest_charge", id);
        return charge;
    }

    /** The charge of a paid intent. */
    ObjectNode chargeOf(ObjectNode intent) {
        ObjectNode charge = account.find(intent.path("latest_charge").asText());
        if (charge == null || !charge.get("status").textValue().equals("succeeded")) {
            String message = "This PaymentIntent does not have a successful charge to refund or dispute.";
            throw StripeFailure.invalid("payment_intent_unexpected_state", message, "payment_intent");
        }
        return charge;
    }
}
