package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** The actions of customers on Checkout Sessions. */
final class SimulatedCheckout {
    /** The parameters of a session's request that the session does not show. */
    record Plan(
            Map<String, String> metadata,
            String description,
            String receiptEmail,
            String setupFutureUsage,
            ArrayNode lineItems) {
        boolean savesTheCard() {
            return setupFutureUsage != null;
        }
    }

    private final Map<String, Plan> plans = new HashMap<>();
    private final Account account;
    private final Payments payments;
    private final Invoicing invoicing;

    SimulatedCheckout(Account account, Payments payments, Invoicing invoicing) {
        this.account = account;
        this.payments = payments;
        this.invoicing = invoicing;
    }

    void plan(ObjectNode session, Plan plan) {
        plans.put(session.get("id").textValue(), plan);
    }

    private Plan planOf(ObjectNode session) {
        return plans.get(session.get("id").textValue());
    }

    /** As the field {@code line_items} shows them when it is expanded. */
    ObjectNode lineItems(String sessionId) {
        String url = "/v1/checkout/sessions/" + sessionId + "/line_items";
        ObjectNode list = StripeObjects.empty().put("object", "list");
        list.set("data", plans.get(sessionId).lineItems.deepCopy());
        return list.put("has_more", false).put("url", url);
    }

    /** The session, expired if its time is over. */
    ObjectNode session(String id) {
        ObjectNode session = account.get("checkout.session", id);
        expireIfOver(session);
        return session;
    }

    void expireThoseOver() {
        account.all("checkout.session").forEach(this::expireIfOver);
    }

    private void expireIfOver(ObjectNode session) {
        if (isOpen(session) && session.get("expires_at").longValue() <= account.nowSeconds()) {
            expire(session);
        }
    }

    static boolean isOpen(ObjectNode session) {
        return session.get("status").textValue().equals("open");
    }

    private static void mustBeOpen(ObjectNode session) {
        if (!isOpen(session)) {
            String message =
                    "Only Checkout Sessions with a status in [\"open\"] can do this. This Checkout Session has a"
                            + " status of " + session.get("status").textValue() + ".";
            throw StripeFailure.invalid(null, message, "session");
        }
    }

    void expire(ObjectNode session) {
        mustBeOpen(session);
        session.put("status", "expired").putNull("url");
        account.emit("checkout.session.expired", session);
    }

    /** The customer pays by a card that works. */
    void pay(ObjectNode session) {
        mustBeOpen(session);
        ObjectNode intent = intent(session);
        payments.succeed(intent, paymentMethod(session, intent));
        complete(session, "paid");
        bill(session);
        account.emit("checkout.session.completed", session);
    }

    /** The card is refused; the session stays open for another one. */
    void fail(ObjectNode session) {
        mustBeOpen(session);
        ObjectNode intent = intent(session);
        payments.decline(intent, payments.card(null), PaymentBehaviour.DECLINED);
    }

    /** A bank debit, which takes days: the session is complete but unpaid until {@link #settle}. */
    void payLater(ObjectNode session) {
        mustBeOpen(session);
        ObjectNode intent = intent(session);
        payments.process(intent, paymentMethod(session, intent));
        complete(session, "unpaid");
        account.emit("checkout.session.completed", session);
    }

    static boolean isPending(ObjectNode session) {
        return session.get("status").textValue().equals("complete")
                && session.get("payment_status").textValue().equals("unpaid");
    }

    void settle(ObjectNode session, boolean succeeds) {
        ObjectNode intent = account.find(session.path("payment_intent").asText());
        if (!isPending(session) || !intent.get("status").textValue().equals("processing")) {
            throw StripeFailure.invalid(null, "This Checkout Session waits for no payment.", "session");
        }
        payments.settle(intent, succeeds);
        if (succeeds) {
            session.put("payment_status", "paid");
            bill(session);
        }
        String result = succeeds ? "succeeded" : "failed";
        account.emit("checkout.session.async_payment_" + result, session);
    }

    private void complete(ObjectNode session, String paymentStatus) {
        session.put("status", "complete").put("payment_status", paymentStatus).putNull("url");
        ObjectNode tax = (ObjectNode) session.get("automatic_tax");
        if (tax.get("enabled").booleanValue()) {
            tax.put("status", "complete");
        }
    }

    /** The session's intent; since API version 2022-08-01 it is made by the first attempt to pay. */
    private ObjectNode intent(ObjectNode session) {
        identify(session);
        if (session.get("payment_intent").isTextual()) {
            return account.find(session.get("payment_intent").textValue());
        }
        Plan plan = planOf(session);
        ObjectNode intent = payments.intent(
                session.get("amount_total").longValue(),
                session.get("currency").textValue(),
                session.get("customer").textValue());
        intent.put("description", plan.description)
                .put("receipt_email", plan.receiptEmail)
                .put("setup_future_usage", plan.setupFutureUsage);
        StripeObjects.metadata(intent, plan.metadata);
        session.set("payment_intent", intent.get("id"));
        return intent;
    }

    /** Asks for the customer's address, and makes a customer if one is needed. */
    private void identify(ObjectNode session) {
        String email = session.get("customer_email").asText("customer@example.com");
        boolean needed = planOf(session).savesTheCard()
                || session.path("customer_creation").asText().equals("always")
                || session.at("/invoice_creation/enabled").booleanValue();
        if (session.get("customer").isNull() && needed) {
            ObjectNode customer = account.create("customer", "cus_").put("email", email);
            session.set("customer", customer.get("id"));
            account.emit("customer.created", customer);
        }
        if (session.get("customer_details").isNull()) {
            ObjectNode details =
                    (ObjectNode) StripeObjects.fixture("checkout.session").get("customer_details");
            session.set("customer_details", details.put("email", email));
        }
    }

    /** A new card, the customer's from now on if that was asked for. */
    private ObjectNode paymentMethod(ObjectNode session, ObjectNode intent) {
        String owner = planOf(session).savesTheCard() ? intent.get("customer").textValue() : null;
        ObjectNode card = payments.card(owner);
        ((ObjectNode) card.get("billing_details"))
                .put("email", session.at("/customer_details/email").asText());
        return card;
    }

    private void bill(ObjectNode session) {
        if (session.at("/invoice_creation/enabled").booleanValue()) {
            ObjectNode invoice = invoicing.receipt(session, planOf(session).lineItems);
            session.set("invoice", invoice.get("id"));
        }
    }
}
