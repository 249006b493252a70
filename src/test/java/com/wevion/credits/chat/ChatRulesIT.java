package com.wevion.credits.chat;

import static com.wevion.credits.dev.Chat.TYPICAL;
import static com.wevion.credits.dev.Chat.admit;
import static com.wevion.credits.dev.Chat.complete;
import static com.wevion.credits.dev.Chat.succeed;
import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@WithService
class ChatRulesIT {
    private final LocalService service;

    ChatRulesIT(LocalService service) {
        this.service = service;
    }

    @Test
    void answersARepeatedCompletionAsAtFirstAndRefusesAContradiction_D8() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        String message = admit(team.owner(), team).text("messageId");
        Answer first = ok(succeed(team.host(), team, message, 2_000, 1_000));
        team.adjust("CREDITS", "1000");

        assertThat(succeed(team.host(), team, message, 2_000, 1_000).json()).isEqualTo(first.json());
        assertThat(succeed(team.host(), team, message, 2_000, 1_001).problem()).isEqualTo("conflict");
        assertThat(complete(team.host(), team, message, Map.of("outcome", "FAILED", "failure", "TIMEOUT"))
                        .status())
                .isEqualTo(409);
        assertThat(team.balance("credits.balance")).isEqualTo("5937");
        assertThat(ok(team.owner().get(team.path("/chat/messages/" + message))).text("status"))
                .isEqualTo("SETTLED");
    }

    @Test
    void admitsOneMessageForFiftyRequestsWithOneKey() throws InterruptedException {
        TestTeam team = TestTeam.withCredits(service, "5000");
        String key = UUID.randomUUID().toString();

        List<Crowd.Result<Answer>> answers =
                Crowd.of(50, number -> team.owner().post(team.path("/chat/messages"), TYPICAL, key));

        assertThat(answers).allMatch(answer -> answer.value().status() == 201);
        assertThat(answers.stream().map(answer -> answer.value().json()).distinct())
                .hasSize(1);
        assertThat(answers).filteredOn(answer -> !answer.value().replayed()).hasSize(1);
        assertThat(team.balance("credits.held")).isEqualTo("63");
        Answer other = team.owner()
                .post(team.path("/chat/messages"), Map.of("estimatedInputTokens", 1, "maxOutputTokens", 1), key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void letsOnlyMembersWithTheRoleOnAPaidPlanWithTheFeatureSpend_S4_D12() {
        TestTeam team = TestTeam.withCredits(service, "5000");

        assertThat(admit(team.member("MEDIA_BUYER"), team).status()).isEqualTo(201);
        assertThat(admit(team.member("MANAGER"), team).status()).isEqualTo(201);
        assertThat(admit(team.member("FINANCE"), team).problem()).isEqualTo("forbidden");
        assertThat(admit(team.member("VIEWER"), team).problem()).isEqualTo("forbidden");
        assertThat(admit(Api.person(service, UUID.randomUUID()), team).problem())
                .isEqualTo("not-found");

        team.describe("PRO", "CREATIVE_HUB");
        assertThat(admit(team.owner(), team).problem()).isEqualTo("forbidden");
        team.describe("FREE", "AI_CHAT");
        assertThat(admit(team.owner(), team).problem()).isEqualTo("plan-required");
    }

    @Test
    void letsAServiceActForAMemberAndAPersonForItselfOnly_S3() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        Api buyer = team.member("MEDIA_BUYER");
        Api host = Api.host(service);
        Map<String, Object> forBuyer = Map.of("userId", buyer.userId());

        String message = ok(host.post(team.path("/chat/messages"), forBuyer)).text("messageId");
        ok(succeed(host, team, message, 2_000, 1_000));
        assertThat(team.history().get(0).at("/user/id").asText())
                .isEqualTo(buyer.userId().toString());

        assertThat(host.post(team.path("/chat/messages"), Map.of()).problem()).isEqualTo("validation");
        assertThat(team.owner().post(team.path("/chat/messages"), forBuyer).problem())
                .isEqualTo("forbidden");
        assertThat(host.post(team.path("/chat/messages"), Map.of("userId", UUID.randomUUID()))
                                .status()
                        / 100)
                .isEqualTo(4);
    }

    @Test
    void hidesAMessageFromOtherTeamsAndOtherBuyers() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        TestTeam other = TestTeam.withCredits(service, "5000");
        String message = admit(team.owner(), team).text("messageId");

        assertThat(succeed(other.host(), other, message, 1, 1).problem()).isEqualTo("not-found");
        assertThat(other.owner().get(other.path("/chat/messages/" + message)).problem())
                .isEqualTo("not-found");
        assertThat(succeed(other.owner(), team, message, 1, 1).problem()).isEqualTo("not-found");
        assertThat(team.member("MEDIA_BUYER")
                        .get(team.path("/chat/messages/" + message))
                        .problem())
                .isEqualTo("not-found");
        assertThat(team.balance("credits.held")).isEqualTo("63");
    }

    @Test
    void stopsAMemberAtTheMonthlyCapButFinishesWhatWasAdmitted_D13() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        Api buyer = team.member("MEDIA_BUYER", Map.of("monthlyCapCredits", "100"));
        ok(succeed(team.host(), team, admit(buyer, team).text("messageId"), 2_000, 1_000));

        Answer last = ok(admit(buyer, team));
        Answer refused = admit(buyer, team);
        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.problem()).isEqualTo("member-cap-exceeded");
        assertThat(refused.text("cap")).isEqualTo("100");
        assertThat(refused.text("used")).isEqualTo("100");
        assertThat(refused.text("resetsAt")).endsWith("-01T00:00:00Z");

        assertThat(ok(succeed(team.host(), team, last.text("messageId"), 2_000, 1_000))
                        .text("charged"))
                .isEqualTo("63");
        assertThat(admit(team.owner(), team).status()).isEqualTo(201);
    }

    @Test
    void letsNoPersonReportHowAMessageEnded_D19() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        Map<String, Object> failed = Map.of("outcome", "FAILED", "failure", "TIMEOUT");

        for (String role : List.of("VIEWER", "FINANCE", "MEDIA_BUYER", "MANAGER", "ADMIN")) {
            Api member = team.member(role);
            Answer own = admit(member, team);
            String message = (own.status() == 201 ? own : ok(admit(team.owner(), team))).text("messageId");

            assertThat(succeed(member, team, message, 1, 0).problem()).as(role).isEqualTo("forbidden");
            assertThat(complete(member, team, message, failed).problem())
                    .as(role)
                    .isEqualTo("forbidden");
            assertThat(ok(succeed(team.host(), team, message, 2_000, 1_000)).text("charged"))
                    .as("what the service reports is the first report")
                    .isEqualTo("63");
        }
        String owners = ok(admit(team.owner(), team)).text("messageId");
        assertThat(succeed(team.owner(), team, owners, 1, 0).problem()).isEqualTo("forbidden");
        ok(succeed(Api.superAdmin(service), team, owners, 2_000, 1_000));
    }

    @Test
    void tellsNobodyByAReportWhichMessagesThereAre_D19() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        String message = ok(admit(team.owner(), team)).text("messageId");
        String unknown = UUID.randomUUID().toString();

        for (String reported : List.of(message, unknown)) {
            assertThat(succeed(team.owner(), team, reported, 1, 0).problem()).isEqualTo("forbidden");
            assertThat(succeed(Api.person(service, UUID.randomUUID()), team, reported, 1, 0)
                            .problem())
                    .isEqualTo("not-found");
            assertThat(succeed(Api.nobody(service), team, reported, 1, 0).problem())
                    .isEqualTo("unauthenticated");
        }
        assertThat(succeed(team.host(), team, unknown, 1, 0).problem()).isEqualTo("not-found");
        assertThat(team.balance("credits.held")).isEqualTo("63");
    }

    @Test
    void recordsACompletionThatComesTooLateAndChargesNothing_D8() throws SQLException {
        TestTeam team = TestTeam.withCredits(service, "5000");
        String message = admit(team.owner(), team).text("messageId");
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                Statement statement = connection.createStatement()) {
            String due = "UPDATE hold SET created_at = created_at - interval '1 hour', expires_at = now() WHERE id = '";
            statement.execute(due + message + "'");

            assertThat(succeed(team.host(), team, message, 2_000, 1_000).problem())
                    .isEqualTo("conflict");
            assertThat(succeed(team.host(), team, message, 2_000, 1_000).status())
                    .isEqualTo(409);

            try (ResultSet late =
                    statement.executeQuery("SELECT kind FROM anomaly WHERE hold_id = '" + message + "'")) {
                assertThat(late.next()).isTrue();
                assertThat(late.getString(1)).isEqualTo("LATE");
                assertThat(late.next()).isFalse();
            }
        }
        assertThat(team.balance("credits.available")).isEqualTo("5000");
        assertThat(ok(team.owner().get(team.path("/chat/messages/" + message))).text("status"))
                .isEqualTo("EXPIRED");
    }
}
