package com.wevion.credits.platform.http;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.PriceList;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.stripe.CallFault;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A retry with its key gets its first answer, whatever has changed meanwhile; nothing new is let through by that. */
@WithService(engines = false)
class FirstAnswersIT {
    /** A member's request, and a different one of the same kind. */
    enum Wanted {
        MESSAGE("/chat/messages", Map.of("conversationId", "a"), Map.of("conversationId", "b")),
        JOB("/jobs", images(2), images(3)),
        PURCHASE("/purchases", Map.of("package", "STARTER"), Map.of("package", "STANDARD"));

        private final String path;
        private final Map<String, Object> body;
        private final Map<String, Object> other;

        Wanted(String path, Map<String, Object> body, Map<String, Object> other) {
            this.path = path;
            this.body = body;
            this.other = other;
        }

        private static Map<String, Object> images(int variants) {
            return Map.of("service", "IMAGE", "engine", "FLUX_2_PRO", "variants", variants);
        }
    }

    enum Change {
        DEMOTED,
        FREE_PLAN,
        NO_FEATURES,
        FUNDED_BY_CREDITS,
        NO_CREDITS,
        LIMIT_LOWERED,
        CAPPED,
        ONLY_OWNERS_BUY,
        REMOVED
    }

    private static final String KEY = "k";

    private final LocalService service;
    private final TestTeam team;
    private final Api member;
    private final Api operator;

    FirstAnswersIT(LocalService service) {
        this.service = service;
        this.team = TestTeam.withCredits(service, "1000");
        this.member = team.member("MEDIA_BUYER");
        this.operator = Api.superAdmin(service);
    }

    @AfterEach
    void clearTheWeather() {
        service.stripe().weather().clear();
    }

    @ParameterizedTest
    @CsvSource({
        "MESSAGE, DEMOTED, forbidden",
        "MESSAGE, FREE_PLAN, plan-required",
        "MESSAGE, NO_FEATURES, forbidden",
        "MESSAGE, NO_CREDITS, insufficient-credits",
        "MESSAGE, CAPPED, member-cap-exceeded",
        "JOB, DEMOTED, forbidden",
        "JOB, FREE_PLAN, plan-required",
        "JOB, NO_FEATURES, forbidden",
        "JOB, FUNDED_BY_CREDITS, insufficient-credits",
        "JOB, LIMIT_LOWERED, spending-limit-exceeded",
        "JOB, CAPPED, member-cap-exceeded",
        "PURCHASE, DEMOTED, forbidden",
        "PURCHASE, FREE_PLAN, plan-required",
        "PURCHASE, ONLY_OWNERS_BUY, forbidden"
    })
    void aRetryGetsItsFirstAnswerAlthoughANewRequestIsRefusedNow(Wanted wanted, Change change, String problem) {
        Answer first = ok(ask(wanted.body, wanted, KEY));

        make(change);

        Answer retry = ask(wanted.body, wanted, KEY);
        assertThat(retry.status()).as(retry.body()).isEqualTo(first.status());
        assertThat(retry.replayed()).isTrue();
        assertThat(retry.body()).isEqualTo(first.body());
        assertThat(ask(wanted.other, wanted, KEY).problem()).isEqualTo("idempotency-key-reused");
        assertThat(ask(wanted.body, wanted, "another").problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @EnumSource(Wanted.class)
    void whoIsNoMemberAnyMoreIsShownNothingOfTheTeam(Wanted wanted) {
        ok(ask(wanted.body, wanted, KEY));

        make(Change.REMOVED);

        assertThat(ask(wanted.body, wanted, KEY).problem()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @EnumSource(
            value = Wanted.class,
            names = {"MESSAGE", "JOB"})
    void aServiceGetsTheFirstAnswerForAMemberWhoHasLeft(Wanted wanted) {
        Map<String, Object> forMember = new HashMap<>(wanted.body);
        forMember.put("userId", member.userId());
        Answer first = ok(team.host().post(team.path(wanted.path), forMember, KEY));

        make(Change.REMOVED);

        assertThat(team.host().post(team.path(wanted.path), forMember, KEY).body())
                .isEqualTo(first.body());
        assertThat(team.host().post(team.path(wanted.path), forMember).problem())
                .isEqualTo("forbidden");
    }

    @Test
    void anotherMembersAnswerIsNotGiven() {
        ok(ask(Wanted.MESSAGE.body, Wanted.MESSAGE, KEY));

        Answer viewers = team.member("VIEWER").post(team.path(Wanted.MESSAGE.path), Wanted.MESSAGE.body, KEY);

        assertThat(viewers.problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void aPurchaseThatStripeHasNoSessionOfHasNoAnswerForWhoMayNotBuyAnyMore() {
        service.stripe().weather().failCalls(6, "POST /v1/checkout/sessions", CallFault.ERROR_BEFORE);
        assertThat(ask(Wanted.PURCHASE.body, Wanted.PURCHASE, KEY).problem()).isEqualTo("unavailable");

        make(Change.DEMOTED);

        assertThat(ask(Wanted.PURCHASE.body, Wanted.PURCHASE, KEY).problem()).isEqualTo("forbidden");
    }

    @Test
    void aRetriedAdjustmentGetsItsFirstAnswerWhenNothingIsLeft() {
        Map<String, Object> taken = Map.of("account", "CREDITS", "amount", "-600", "reason", "test");
        Answer first = ok(operator.post(team.path("/adjustments"), taken, KEY));

        make(Change.FREE_PLAN);

        assertThat(operator.post(team.path("/adjustments"), taken, KEY).body()).isEqualTo(first.body());
        assertThat(operator.post(team.path("/adjustments"), taken).problem()).isEqualTo("below-zero");
        assertPlatformsRoleIsNeeded(team.path("/adjustments"), taken, KEY);
    }

    @Test
    void aRetriedBillGetsItsFirstAnswerWhenNothingIsLeftToBill_S12() {
        team.adjust("CREATIVE", "-5");
        Answer first = ok(operator.post(team.path("/creative-bills"), null, KEY));

        make(Change.FREE_PLAN);

        assertThat(operator.post(team.path("/creative-bills"), null, KEY).text("billId"))
                .isEqualTo(first.text("billId"));
        assertThat(operator.post(team.path("/creative-bills"), null).problem()).isEqualTo("conflict");
        assertPlatformsRoleIsNeeded(team.path("/creative-bills"), null, KEY);
    }

    @Test
    void aRetriedPublicationGetsItsFirstAnswerWhenThereIsAFurtherVersion_D11() {
        String key = UUID.randomUUID().toString();
        var request = PriceList.after(service).request();
        Answer first = ok(operator.post("/catalog/versions", request, key));

        ok(PriceList.after(service).publish());

        assertThat(operator.post("/catalog/versions", request, key).body()).isEqualTo(first.body());
        assertPlatformsRoleIsNeeded("/catalog/versions", request, key);
    }

    @Test
    void aRetriedRunGetsItsFirstAnswer() {
        String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1) + "T00:00:00Z";
        String today = LocalDate.now(ZoneOffset.UTC) + "T00:00:00Z";
        for (var asked : Map.of(
                        "/ledger/verifications", Map.of("teamId", team.id()),
                        "/reconciliation/runs", Map.of("from", today, "to", tomorrow))
                .entrySet()) {
            String key = UUID.randomUUID().toString();
            Answer first = ok(operator.post(asked.getKey(), asked.getValue(), key));
            Answer retry = ok(operator.post(asked.getKey(), asked.getValue(), key));
            assertThat(retry.replayed()).isTrue();
            assertThat(retry.json().elements().next())
                    .as("its id")
                    .isEqualTo(first.json().elements().next());
            assertPlatformsRoleIsNeeded(asked.getKey(), asked.getValue(), key);
            String path = asked.getKey() + "/" + first.json().elements().next().asText();
            await().until(() -> !ok(operator.get(path)).text("status").equals("RUNNING"));
        }
    }

    /** Whoever has lost it is outside of the platform as one who has left is outside of the team. */
    private void assertPlatformsRoleIsNeeded(String path, Object body, String key) {
        assertThat(Api.person(service, operator.userId()).post(path, body, key).problem())
                .isEqualTo("forbidden");
    }

    private Answer ask(Map<String, Object> body, Wanted wanted, String key) {
        return member.post(team.path(wanted.path), body, key);
    }

    private void make(Change change) {
        switch (change) {
            case DEMOTED -> become("VIEWER", Map.of());
            case CAPPED -> become("MEDIA_BUYER", Map.of("monthlyCapCredits", "0", "monthlyCapUsd", "0"));
            case REMOVED -> ok(team.owner().delete(team.path("/members/" + member.userId())));
            case FREE_PLAN -> team.describe("FREE", "AI_CHAT", "CREATIVE_HUB");
            case NO_FEATURES -> team.describe("PRO");
            case LIMIT_LOWERED -> set("creativeSpendingLimit", "0");
            case ONLY_OWNERS_BUY -> set("minimumPurchaseRole", "OWNER");
            case NO_CREDITS -> team.adjust("CREDITS", "-" + team.balance("credits.available"));
            case FUNDED_BY_CREDITS -> {
                set("creativeFunding", "CREDITS");
                make(Change.NO_CREDITS);
            }
        }
    }

    private void become(String role, Map<String, Object> caps) {
        team.join(member.userId(), "Member", role, caps);
    }

    private void set(String setting, String value) {
        ok(team.owner().patch(team.path("/settings"), Map.of(setting, value)));
    }
}
