package com.wevion.credits.dev;

import java.util.Map;

/** Work that a team is charged for, by REST. */
public final class Charges {
    private Charges() {}

    /** A chat message that is admitted and reported. */
    public static void message(TestTeam team) {
        Api.Answer admitted = TestTeam.ok(team.owner()
                .post(team.path("/chat/messages"), Map.of("estimatedInputTokens", 2_000, "maxOutputTokens", 1_000)));
        TestTeam.ok(team.host()
                .post(
                        team.path("/chat/messages/" + admitted.text("messageId") + "/completion"),
                        Map.of("outcome", "SUCCEEDED", "inputTokens", 2_000, "outputTokens", 500)));
    }

    /** A job of one image, which the simulated engine does; returns its id. */
    public static String job(TestTeam team, int variants) {
        return TestTeam.ok(team.owner()
                        .post(
                                team.path("/jobs"),
                                Map.of("service", "IMAGE", "engine", "FLUX_2_PRO", "variants", variants)))
                .text("jobId");
    }
}
