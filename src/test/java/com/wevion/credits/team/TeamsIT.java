package com.wevion.credits.team;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Teams and their settings, and who may do what with them (S3, S4, D12). */
@WithService
class TeamsIT {
    private final LocalService service;
    private final Api host;
    private final TestTeam team;

    TeamsIT(LocalService service) {
        this.service = service;
        this.host = Api.host(service);
        this.team = TestTeam.paid(service);
    }

    @Test
    void makesATeamOnceAndDescribesItAnewAfterwards() {
        String path = "/teams/" + UUID.randomUUID();
        UUID owner = UUID.randomUUID();
        Api.Answer made = host.put(path, description("One", owner, "AI_CHAT"));
        Api.Answer described = host.put(path, description("Two", owner, "AI_CHAT", "CREATIVE_HUB"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(described.status()).isEqualTo(200);
        assertThat(described.text("name")).isEqualTo("Two");
        assertThat(described.json().get("features")).hasSize(2);
        assertThat(described.text("ownerId")).isEqualTo(owner.toString());
    }

    @Test
    void opensBothAccountsOfANewTeamEmpty() {
        assertThat(team.balance("credits.balance")).isEqualTo("0");
        assertThat(team.balance("creative.available")).isEqualTo("100");
    }

    @Test
    void makesOneTeamWhenItIsPutConcurrently() throws Exception {
        String path = "/teams/" + UUID.randomUUID();
        Map<String, Object> description = description("Raced", UUID.randomUUID(), "AI_CHAT");
        List<Integer> answers =
                concurrently(16, () -> host.put(path, description).status());
        assertThat(answers).containsOnlyOnce(201).containsOnly(200, 201);
    }

    @Test
    void hasOneOwnerWhoeverIsMadeOneConcurrently_S3() throws Exception {
        List<Integer> answers = concurrently(
                8,
                () -> host.put(team.path(""), description("Raced", UUID.randomUUID(), "AI_CHAT"))
                        .status());
        assertThat(answers).containsOnly(200);
        assertThat(members()).filteredOn(m -> role(m).equals("OWNER")).hasSize(1);
        assertThat(members()).filteredOn(m -> role(m).equals("MANAGER")).hasSize(8);
    }

    @Test
    void makesTheFormerOwnerAManager() {
        Api next = team.member("VIEWER");
        host.put(team.path(""), description("Sold", next.userId(), "AI_CHAT"));
        assertThat(roleOf(next)).isEqualTo("OWNER");
        assertThat(roleOf(team.owner())).isEqualTo("MANAGER");
        assertThat(team.owner().get(team.path("/members")).problem()).isEqualTo("forbidden");
        assertThat(next.get(team.path("/members")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OWNER", "ADMIN", "MANAGER"})
    void letsNoMemberDescribeTheTeam(String role) {
        Api member = role.equals("OWNER") ? team.owner() : team.member(role);
        assertThat(member.put(team.path(""), description("x", member.userId())).problem())
                .isEqualTo("forbidden");
    }

    @Test
    void changesOnlyTheSettingsThatAreGiven() {
        Api.Answer changed = team.owner()
                .patch(team.path("/settings"), Map.of("creativeSpendingLimit", "50.50", "creativeFunding", "CREDITS"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(team.owner().get(team.path("/settings")).body())
                .isEqualTo(
                        "{\"creativeFunding\":\"CREDITS\",\"creativeSpendingLimit\":\"50.5\","
                                + "\"creativeSpendingLimitSet\":\"50.5\",\"creativeSpendingCeiling\":\"10000\","
                                + "\"lowBalanceThreshold\":\"100\",\"warningPercent\":80,\"minimumPurchaseRole\":\"MEDIA_BUYER\",\"autoBill\":false}")
                .isEqualTo(changed.body());
        assertThat(team.balance("creative.spendingLimit")).isEqualTo("50.5");
        assertThat(team.owner()
                        .patch(team.path("/settings"), Map.of("warningPercent", 101))
                        .problem())
                .isEqualTo("validation");
        assertThat(team.owner()
                        .patch(team.path("/settings"), Map.of("warningPercent", 80))
                        .body())
                .isEqualTo(changed.body());
        Api.Answer billed = team.owner().patch(team.path("/settings"), Map.of("autoBill", true));
        assertThat(billed.body()).isEqualTo(changed.body().replace("false", "true"));
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER, 403, 403",
        "FINANCE, 200, 403",
        "MEDIA_BUYER, 200, 403",
        "MANAGER, 200, 403",
        "OWNER, 200, 200",
        "ADMIN, 200, 200",
        "SUPER_ADMIN, 200, 200",
        "SERVICE, 200, 403",
        "STRANGER, 404, 404"
    })
    void showsAndChangesSettingsByRole(String role, int get, int patch) {
        Api caller = caller(role);
        assertThat(caller.get(team.path("/settings")).status()).isEqualTo(get);
        assertThat(caller.patch(team.path("/settings"), Map.of("lowBalanceThreshold", "100"))
                        .status())
                .isEqualTo(patch);
    }

    @Test
    void answersForAnotherTeamAsForNone() {
        Api stranger = TestTeam.paid(service).owner();
        UUID none = UUID.randomUUID();
        for (String rest : List.of("/settings", "/members", "/balance", "/transactions")) {
            Api.Answer foreign = stranger.get(team.path(rest));
            Api.Answer unknown = stranger.get("/teams/" + none + rest);
            assertThat(foreign.status()).as(rest).isEqualTo(404);
            assertThat(foreign.body().replace(team.id().toString(), ""))
                    .isEqualTo(unknown.body().replace(none.toString(), ""));
        }
        assertThat(stranger.delete(member(team.owner().userId())).status()).isEqualTo(404);
        assertThat(stranger.put(member(stranger.userId()), membership("ADMIN")).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"FREE, AI_CHAT, plan-required", "PRO, CREATIVE_HUB, forbidden"})
    void needsAPaidPlanAndTheFeatureToSpend(String plan, String feature, String problem) {
        team.adjust("CREDITS", "100");
        team.describe(plan, feature);
        Api.Answer answer = team.owner().post(team.path("/chat/messages"), Map.of());
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(team.balance("credits.held")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER, 403",
        "FINANCE, 403",
        "MEDIA_BUYER, 201",
        "MANAGER, 201",
        "OWNER, 201",
        "ADMIN, 201",
        "SUPER_ADMIN, 201",
        "SERVICE, 400",
        "STRANGER, 404"
    })
    void spendsByRole(String role, int status) {
        team.adjust("CREDITS", "100");
        assertThat(caller(role).post(team.path("/chat/messages"), Map.of()).status())
                .isEqualTo(status);
    }

    @Test
    void letsAServiceAndNobodyElseActForAMember() {
        team.adjust("CREDITS", "100");
        Api buyer = team.member("MEDIA_BUYER");
        Map<String, Object> forBuyer = Map.of("userId", buyer.userId());
        String path = team.path("/chat/messages");
        assertThat(host.post(path, forBuyer).status()).isEqualTo(201);
        assertThat(buyer.post(path, forBuyer).status()).isEqualTo(201);
        assertThat(team.owner().post(path, forBuyer).problem()).isEqualTo("forbidden");
        assertThat(host.post(path, Map.of("userId", UUID.randomUUID())).problem())
                .isEqualTo("forbidden");
        assertThat(host.post(path, Map.of("userId", team.member("VIEWER").userId()))
                        .problem())
                .isEqualTo("forbidden");
    }

    private Api caller(String role) {
        return switch (role) {
            case "OWNER" -> team.owner();
            case "SERVICE" -> host;
            case "SUPER_ADMIN" -> Api.superAdmin(service);
            case "STRANGER" -> Api.person(service, UUID.randomUUID());
            default -> team.member(role);
        };
    }

    private String member(UUID user) {
        return team.path("/members/" + user);
    }

    private List<JsonNode> members() {
        List<JsonNode> members = new ArrayList<>();
        host.get(team.path("/members")).json().get("items").forEach(members::add);
        return members;
    }

    private String roleOf(Api person) {
        return members().stream()
                .filter(m -> m.get("userId").asText().equals(person.userId().toString()))
                .map(TeamsIT::role)
                .findFirst()
                .orElseThrow();
    }

    private static String role(JsonNode member) {
        return member.get("role").asText();
    }

    private static Map<String, Object> membership(String role) {
        return new HashMap<>(Map.of("role", role, "displayName", "Somebody"));
    }

    private static Map<String, Object> description(String name, UUID owner, String... features) {
        return Map.of("name", name, "plan", "PRO", "ownerId", owner, "features", List.of(features));
    }

    private static <T> List<T> concurrently(int times, Callable<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(java.util.Collections.nCopies(times, task))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
