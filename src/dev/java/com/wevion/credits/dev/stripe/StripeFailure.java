package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A refusal in Stripe's form. */
final class StripeFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient ObjectNode error;

    private StripeFailure(int status, String type, String code, String message, String param) {
        super(message);
        this.status = status;
        this.error = JsonNodeFactory.instance.objectNode().put("type", type).put("message", message);
        if (code != null) {
            error.put("code", code).put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        }
        if (param != null) {
            error.put("param", param);
        }
    }

    private StripeFailure(int status, String type, String message) {
        this(status, type, null, message, null);
    }

    /** 400; code and param may be null, as Stripe has not one for everything. */
    static StripeFailure invalid(String code, String message, String param) {
        return new StripeFailure(400, "invalid_request_error", code, message, param);
    }

    /** 400, about no parameter. */
    static StripeFailure invalid(String message) {
        return new StripeFailure(400, "invalid_request_error", message);
    }

    static StripeFailure missingParameter(String param) {
        return invalid("parameter_missing", "Missing required param: " + param + ".", param);
    }

    static StripeFailure unknownParameter(String param) {
        return invalid("parameter_unknown", "Received unknown parameter: " + param, param);
    }

    /** An object named by a parameter is not there. */
    static StripeFailure noSuchReference(String kind, String id, String param) {
        return invalid("resource_missing", noSuch(kind, id), param);
    }

    /** The object of the path is not there. */
    static StripeFailure notFound(String kind, String id) {
        return new StripeFailure(404, "invalid_request_error", "resource_missing", noSuch(kind, id), "id");
    }

    private static String noSuch(String kind, String id) {
        return "No such " + kind + ": '" + id + "'";
    }

    static StripeFailure unknownPath(String method, String path) {
        String message = "Unrecognized request URL (" + method + ": " + path + ").";
        return new StripeFailure(404, "invalid_request_error", message);
    }

    static StripeFailure unauthorized(boolean keyGiven) {
        String message = keyGiven ? "Invalid API Key provided." : "You did not provide an API key.";
        return new StripeFailure(401, "invalid_request_error", message);
    }

    static StripeFailure bodyTooLarge() {
        return new StripeFailure(413, "invalid_request_error", "The request is too large.");
    }

    static StripeFailure keyReused(String key) {
        String message = "Keys for idempotent requests can only be used with the same parameters they were first used"
                + " with. Try using a key other than '" + key + "' if you meant to execute a different request.";
        return new StripeFailure(400, "idempotency_error", message);
    }

    static StripeFailure keyInUse() {
        String message = "There is currently another in-progress request using this Idempotent Key.";
        return new StripeFailure(409, "idempotency_error", "idempotency_key_in_use", message, null);
    }

    static StripeFailure tooManyRequests() {
        String message = "Request rate limit exceeded.";
        return new StripeFailure(429, "invalid_request_error", "rate_limit", message, null);
    }

    static StripeFailure internal() {
        return new StripeFailure(500, "api_error", "An unknown error occurred.");
    }

    /** 402: the intent, as it is now, comes with the error. */
    static StripeFailure card(PaymentBehaviour behaviour, ObjectNode intent, ObjectNode paymentMethod) {
        StripeFailure failure = new StripeFailure(402, "card_error", behaviour.errorCode(), behaviour.message(), null);
        failure.error.put("decline_code", behaviour.declineCode());
        failure.error.set("charge", intent.get("latest_charge"));
        failure.error.set("payment_intent", intent.deepCopy());
        failure.error.set("payment_method", paymentMethod.deepCopy());
        return failure;
    }

    int status() {
        return status;
    }

    StripeAnswer answer() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("error", error);
        return new StripeAnswer(status, body.toPrettyString(), false);
    }
}
