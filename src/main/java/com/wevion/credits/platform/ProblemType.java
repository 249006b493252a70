package com.wevion.credits.platform;

/** The kinds of problem the service answers with: name, HTTP status and title of the published contract. */
public enum ProblemType {
    MALFORMED_REQUEST(400, "Malformed request"),
    VALIDATION(400, "Invalid request"),
    UNAUTHENTICATED(401, "Not authenticated"),
    INSUFFICIENT_CREDITS(402, "Insufficient credits"),
    SPENDING_LIMIT_EXCEEDED(402, "Spending limit exceeded"),
    MEMBER_CAP_EXCEEDED(402, "Member cap exceeded"),
    FORBIDDEN(403, "Forbidden"),
    PLAN_REQUIRED(403, "Paid plan required"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    REQUEST_TIMEOUT(408, "Request timeout"),
    CONFLICT(409, "Conflict"),
    ARCHIVED(410, "Archived"),
    PAYLOAD_TOO_LARGE(413, "Body too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    IDEMPOTENCY_KEY_REUSED(422, "Idempotency key reused"),
    UNPRICEABLE(422, "Cannot be priced"),
    BELOW_ZERO(422, "Balance would fall below zero"),
    INVOICE_REFUSED(422, "Invoice file refused"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "Internal error"),
    UNAVAILABLE(503, "Unavailable");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The last part of {@link #urn()}, for example {@code not-found}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The problem's {@code type}, for example {@code urn:credits:problem:not-found}. */
    public String urn() {
        return "urn:credits:problem:" + code();
    }

    /** The short, unchanging summary for people. */
    public String title() {
        return title;
    }
}
