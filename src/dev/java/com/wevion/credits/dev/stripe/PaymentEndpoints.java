package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code /v1/payment_intents}, {@code /v1/charges}, {@code /v1/refunds}, {@code /v1/disputes}. */
final class PaymentEndpoints {
    private static final long LEAST_AMOUNT = 50;
    private static final long MAX_AMOUNT = 99_999_999;

    private final Account account;
    private final Payments payments;
    private final Refunds refunds;

    PaymentEndpoints(Account account, Payments payments, Refunds refunds) {
        this.account = account;
        this.payments = payments;
        this.refunds = refunds;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.post(
                        "/v1/payment_intents",
                        this::create,
                        "amount",
                        "automatic_payment_methods[allow_redirects]",
                        "automatic_payment_methods[enabled]",
                        "confirm",
                        "currency",
                        "customer",
                        "description",
                        "metadata",
                        "off_session",
                        "payment_method",
                        "receipt_email"),
                Endpoint.list("/v1/payment_intents", call -> list("payment_intent", call), "customer"),
                Endpoint.get("/v1/payment_intents/{id}", call -> account.get("payment_intent", call.id())),
                Endpoint.get("/v1/charges/{id}", call -> account.get("charge", call.id())),
                Endpoint.list("/v1/charges", call -> list("charge", call), "customer", "payment_intent"),
                Endpoint.post("/v1/refunds", this::refund, "amount", "charge", "metadata", "payment_intent", "reason"),
                Endpoint.get("/v1/refunds/{id}", call -> account.get("refund", call.id())),
                Endpoint.list("/v1/refunds", call -> list("refund", call), "charge", "payment_intent"),
                Endpoint.get("/v1/disputes/{id}", call -> account.get("dispute", call.id())),
                Endpoint.list("/v1/disputes", call -> list("dispute", call), "charge", "payment_intent"));
    }

    private ObjectNode list(String kind, Call call) {
        return Listing.page(
                "/v1/" + kind + "s", account.all(kind), call.parameters(), "charge", "customer", "payment_intent");
    }

    private ObjectNode create(Call call) {
        FormParameters given = call.parameters();
        long amount = given.number("amount");
        if (amount < LEAST_AMOUNT || amount > MAX_AMOUNT) {
            String code = amount < LEAST_AMOUNT ? "amount_too_small" : "amount_too_large";
            throw StripeFailure.invalid(code, "Amount must be 50 to 99999999 cents.", "amount");
        }
        String currency = given.currency("currency");
        boolean confirm = given.flag("confirm", false);
        if (given.flag("off_session", false) && !confirm) {
            throw StripeFailure.invalid(null, "off_session can only be used when confirm is true.", "off_session");
        }
        String customer = given.text("customer");
        if (customer != null) {
            account.referenced("customer", customer, "customer");
        }
        ObjectNode method = confirm ? method(given, customer) : null;
        var metadata = given.metadata("metadata");
        ObjectNode intent = payments.intent(amount, currency, customer);
        intent.put("description", given.text("description")).put("receipt_email", given.text("receipt_email"));
        StripeObjects.metadata(intent, metadata);
        account.emit("payment_intent.created", intent);
        if (confirm) {
            PaymentBehaviour behaviour = payments.attempt(intent, method);
            if (behaviour != PaymentBehaviour.SUCCEEDS) {
                throw StripeFailure.card(behaviour, intent, method);
            }
        }
        return intent;
    }

    private ObjectNode method(FormParameters given, String customer) {
        String id = given.required("payment_method");
        ObjectNode method = account.referenced("payment_method", id, "payment_method");
        if (customer == null || !customer.equals(method.get("customer").textValue())) {
            String message = "The provided PaymentMethod does not belong to the Customer of this PaymentIntent.";
            throw StripeFailure.invalid(null, message, "payment_method");
        }
        return method;
    }

    private ObjectNode refund(Call call) {
        FormParameters given = call.parameters();
        ObjectNode charge;
        if (given.text("payment_intent") != null) {
            charge = payments.chargeOf(
                    account.referenced("payment_intent", given.required("payment_intent"), "payment_intent"));
        } else if (given.text("charge") != null) {
            charge = account.referenced("charge", given.required("charge"), "charge");
        } else {
            String message =
                    "One of the following params should be provided for this request: payment_intent or charge.";
            throw StripeFailure.invalid("parameter_missing", message, "payment_intent");
        }
        String reason = given.has("reason")
                ? given.choice("reason", List.of("requested_by_customer", "duplicate", "fraudulent"))
                : null;
        var metadata = given.metadata("metadata");
        ObjectNode refund = refunds.refund(charge, given.number("amount", Refunds.unrefunded(charge)));
        refund.put("reason", reason);
        StripeObjects.metadata(refund, metadata);
        refunds.announce(refund);
        return refund;
    }
}
