package com.wevion.credits.dev;

import static com.wevion.credits.dev.TestTeam.ok;

import java.util.Map;

/** A host's requests for a chat message, as the tests make them. */
public final class Chat {
    /** The typical message: 63 credits (D17). */
    public static final Map<String, Object> TYPICAL = Map.of("estimatedInputTokens", 2_000, "maxOutputTokens", 1_000);

    private Chat() {}

    /** Asks whether a typical message may be answered. */
    public static Api.Answer admit(Api caller, TestTeam team) {
        return caller.post(team.path("/chat/messages"), TYPICAL);
    }

    /** Reports an answer; for services (D19). */
    public static Api.Answer succeed(Api caller, TestTeam team, String messageId, long input, long output) {
        return complete(
                caller, team, messageId, Map.of("outcome", "SUCCEEDED", "inputTokens", input, "outputTokens", output));
    }

    /** Reports any end. */
    public static Api.Answer complete(Api caller, TestTeam team, String messageId, Object completion) {
        return caller.post(team.path("/chat/messages/" + messageId + "/completion"), completion);
    }

    /** A message that was admitted for a caller, answered and charged. */
    public static void charged(Api caller, TestTeam team, long input, long output) {
        ok(succeed(team.host(), team, ok(admit(caller, team)).text("messageId"), input, output));
    }
}
