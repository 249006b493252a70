package com.wevion.credits.invoice.fetch;

/** The kinds of reasons why costs could not be fetched. */
public enum FetchProblem {
    /** 401: the key is wrong or revoked. */
    KEY_REFUSED,
    /** 403: the key may not read costs. */
    SCOPE_MISSING,
    /** 429: too many requests. */
    RATE_LIMITED,
    /** 5xx. */
    PROVIDER_FAILED,
    /** Any other status than 200. */
    REQUEST_REFUSED,
    /** No connection, or no whole answer in time. */
    NO_ANSWER,
    /** An answer of another form than the provider publishes. */
    UNREADABLE,
    /** A page that leads back to one that was read. */
    CURSOR_REPEATED,
    /** A day that came twice. */
    DAY_REPEATED,
    /** More pages than are read. */
    TOO_MANY_PAGES,
    /** The costs came and could not be imported. */
    NOT_IMPORTED
}
