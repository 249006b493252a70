package com.wevion.credits.benchmark;

import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A team with somebody who spends its credits, and the host that answers (D19). */
record Spender(String messages, HttpCaller caller, HttpCaller host) {
    static final byte[] ADMISSION = bytes("{\"estimatedInputTokens\":2000,\"maxOutputTokens\":1000}");
    static final byte[] COMPLETION = bytes("{\"outcome\":\"SUCCEEDED\",\"inputTokens\":2000,\"outputTokens\":1000}");
    private static final String ID = "\"messageId\":\"";
    private static final int ID_LENGTH = 36;

    static Spender of(LocalService service) {
        String api = service.baseUrl() + "/api/v1";
        TestTeam team = TestTeam.withCredits(service, "1000000000");
        return new Spender(
                team.path("/chat/messages"),
                new HttpCaller(api, team.owner().token()),
                new HttpCaller(api, team.host().token()));
    }

    /** A chat message that is admitted and completed. */
    void chat() throws IOException {
        String admitted = caller.post(messages, ADMISSION);
        int at = admitted.indexOf(ID) + ID.length();
        String messageId = admitted.substring(at, at + ID_LENGTH);
        host.post(messages + "/" + messageId + "/completion", COMPLETION);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
