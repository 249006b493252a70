package com.wevion.credits.platform;

import java.io.Serial;
import java.util.Map;

/** 429: the caller, or its team, asks for more than its limit allows. Nothing was done; after the time the same request is served. */
public final class TooManyRequests extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The name of the member of the problem that says when to try again. */
    public static final String RETRY_AFTER_SECONDS = "retryAfterSeconds";

    private final String policy;
    private final long retryAfterSeconds;

    /**
     * Refuses for a limit.
     *
     * @param detail a sentence that says which limit
     * @param policy the name of the limit, as in the field RateLimit-Policy
     * @param retryAfterSeconds the time after which the request is within the limit; at least 1
     */
    public TooManyRequests(String detail, String policy, long retryAfterSeconds) {
        super(ProblemType.TOO_MANY_REQUESTS, detail);
        this.policy = policy;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("policy", policy, RETRY_AFTER_SECONDS, retryAfterSeconds);
    }
}
