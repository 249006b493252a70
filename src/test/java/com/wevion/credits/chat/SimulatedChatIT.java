package com.wevion.credits.chat;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine behind the playground, which reports with a service's token what a person must not (D19). */
@WithService
class SimulatedChatIT {
    private final TestTeam team;

    SimulatedChatIT(LocalService service) {
        team = TestTeam.withCredits(service, "5000");
    }

    @Test
    void reportsTheTokensOfThePlaygroundsMessagesAndLeavesOthersAlone_D19() {
        String other = admitted("another conversation?inputTokens=1&outputTokens=0");
        String endless = admitted("playground?outputTokens=1");
        String message = admitted("playground?inputTokens=2000&outputTokens=1000");

        Api.Answer settled = ended(message);

        assertThat(settled.text("status")).isEqualTo("SETTLED");
        assertThat(settled.text("charged")).isEqualTo("63");
        assertThat(settled.text("inputTokens")).isEqualTo("2000");
        assertThat(get(other).text("status")).isEqualTo("ADMITTED");
        assertThat(get(endless).text("status")).isEqualTo("ADMITTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTENT_SAFETY", "INFRASTRUCTURE", "TIMEOUT", "CANCELLED"})
    void reportsWhyAMessageFailed(String failure) {
        Api.Answer voided = ended(admitted("playground?failure=" + failure));

        assertThat(voided.text("status")).isEqualTo("VOIDED");
        assertThat(voided.text("failure")).isEqualTo(failure);
        assertThat(team.balance("credits.available")).isEqualTo("5000");
    }

    private String admitted(String conversation) {
        return ok(team.owner().post(team.path("/chat/messages"), Map.of("conversationId", conversation)))
                .text("messageId");
    }

    private Api.Answer ended(String message) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !get(message).text("status").equals("ADMITTED"));
        return get(message);
    }

    private Api.Answer get(String message) {
        return ok(team.owner().get(team.path("/chat/messages/" + message)));
    }
}
