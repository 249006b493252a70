package com.wevion.credits.dev;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of a message of the playground, as its conversation's id states it: {@code playground?inputTokens=7&outputTokens=120} or
 * {@code playground?failure=TIMEOUT}.
 */
final class SimulatedAnswer {
    static final String PREFIX = "playground?";

    private static final Pattern SUCCESS =
            Pattern.compile("playground\\?inputTokens=(\\d{1,9})&outputTokens=(\\d{1,9})");
    private static final Pattern FAILURE =
            Pattern.compile("playground\\?failure=(CONTENT_SAFETY|INFRASTRUCTURE|TIMEOUT|CANCELLED)");

    private SimulatedAnswer() {}

    /** The completion to report; empty if the conversation states none, so that the message expires. */
    static Optional<Map<String, Object>> completion(String conversation) {
        Matcher success = SUCCESS.matcher(conversation);
        if (success.matches()) {
            return Optional.of(Map.of(
                    "outcome",
                    "SUCCEEDED",
                    "inputTokens",
                    Integer.parseInt(success.group(1)),
                    "outputTokens",
                    Integer.parseInt(success.group(2)),
                    "provider",
                    "SIMULATED"));
        }
        Matcher failure = FAILURE.matcher(conversation);
        return failure.matches()
                ? Optional.of(Map.of("outcome", "FAILED", "failure", failure.group(1)))
                : Optional.empty();
    }
}
