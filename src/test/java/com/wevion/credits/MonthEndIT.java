package com.wevion.credits;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.MonthEnd;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.Video;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.stripe.PaymentBehaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A month and a year end on a running service: what people and teams may use, and what they are asked to pay. */
@WithService(setsClock = true)
class MonthEndIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalService service;
    private final Api host;

    MonthEndIT(LocalService service) {
        this.service = service;
        this.host = Api.host(service);
    }

    private static String message(Api caller, TestTeam team) {
        return ok(Chat.admit(caller, team)).text("messageId");
    }

    private Answer answered(TestTeam team, String messageId) {
        return Chat.succeed(host, team, messageId, 2_000, 1_000);
    }

    private JsonNode use(TestTeam team, Api member) {
        for (JsonNode listed :
                ok(team.owner().get(team.path("/members"))).json().path("items")) {
            if (listed.path("userId").asText().equals(member.userId().toString())) {
                return listed;
            }
        }
        throw new AssertionError("no such member");
    }

    private static void refusedUntil(Instant reset, Answer refused) {
        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.problem()).isEqualTo("member-cap-exceeded");
        assertThat(refused.text("resetsAt")).isEqualTo(reset.toString());
    }

    @ParameterizedTest
    @EnumSource
    void startsMembersCapsAnewAndCountsWhatIsOpenAndChargedInTheNewMonth_D13(MonthEnd.Which which) {
        MonthEnd end = MonthEnd.before(service, which);
        TestTeam team = TestTeam.withCredits(service, "1000");
        Api buyer = team.member("MEDIA_BUYER", Map.of("monthlyCapCredits", "100", "monthlyCapUsd", "1"));
        ok(answered(team, message(buyer, team)));
        Video.charged(service, buyer, team);
        String open = message(buyer, team);
        refusedUntil(end.midnight(), Chat.admit(buyer, team));
        refusedUntil(end.midnight(), Video.order(buyer, team));
        assertThat(use(team, buyer).path("usedCredits").asText()).isEqualTo("100");

        end.pass();

        assertThat(use(team, buyer).path("usedCredits").asText())
                .as("what is open")
                .isEqualTo("37");
        assertThat(use(team, buyer).path("usedUsd").asText()).isEqualTo("0");
        assertThat(ok(answered(team, open)).text("charged")).isEqualTo("63");
        assertThat(use(team, buyer).path("usedCredits").asText()).isEqualTo("63");
        message(buyer, team);
        Video.charged(service, buyer, team);
        assertThat(use(team, buyer).path("usedCredits").asText()).isEqualTo("100");
        assertThat(use(team, buyer).path("usedUsd").asText()).isEqualTo("0.7");
        refusedUntil(end.following().midnight(), Chat.admit(buyer, team));
        refusedUntil(end.following().midnight(), Video.order(buyer, team));
    }

    @ParameterizedTest
    @EnumSource
    void chargesOverMidnightWhenItIsDoneAndReleasesWhatIsOver_D4_D8(MonthEnd.Which which) {
        MonthEnd end = MonthEnd.before(service, which);
        TestTeam team = TestTeam.withCredits(service, "1000");
        Api buyer = team.member("MEDIA_BUYER");
        String answered = message(buyer, team);
        String silent = message(buyer, team);
        String delivered = ok(Video.order(buyer, team)).text("jobId");
        String lost = ok(Video.order(buyer, team)).text("jobId");

        end.pass();
        ok(answered(team, answered));
        ok(Video.deliver(service, delivered));

        assertThat(team.history())
                .filteredOn(line -> line.path("type").asText().equals("USAGE"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(Instant.parse(line.path("at").asText()))
                        .isBetween(end.midnight(), end.midnight().plusSeconds(60)));
        assertThat(team.balance("credits.held")).isEqualTo("63");
        assertThat(team.balance("creative.held")).isEqualTo("0.7");

        end.pass(Duration.ofHours(3));

        await().atMost(PATIENCE).until(() -> team.balance("creative.held"), "0"::equals);
        await().atMost(PATIENCE).until(() -> team.balance("credits.held"), "0"::equals);
        assertThat(ok(team.owner().get(team.path("/jobs/" + lost))).text("status"))
                .isEqualTo("EXPIRED");
        assertThat(Video.deliver(service, lost).status()).isEqualTo(409);
        assertThat(answered(team, silent).status()).isEqualTo(409);
        assertThat(team.balance("credits.balance")).isEqualTo("937");
        assertThat(team.balance("creative.accrued")).isEqualTo("0.7");
    }

    private List<JsonNode> bills(TestTeam team) {
        List<JsonNode> bills = new ArrayList<>();
        ok(team.owner().get(team.path("/creative-bills"))).json().path("items").forEach(bills::add);
        return bills;
    }

    private JsonNode openBill(TestTeam team, int number) {
        await().atMost(PATIENCE)
                .until(
                        () -> bills(team),
                        found -> found.size() == number
                                && found.get(0).path("status").asText().equals("OPEN"));
        return bills(team).get(0);
    }

    private static void isOf(JsonNode bill, String from, Instant to, String amount) {
        assertThat(bill.path("reason").asText()).isEqualTo("MONTH");
        assertThat(bill.path("periodFrom").asText()).isEqualTo(from);
        assertThat(bill.path("periodTo").asText()).isEqualTo(to.toString());
        assertThat(bill.path("amount").asText()).isEqualTo(amount);
        assertThat(Instant.parse(bill.path("createdAt").asText())).isBetween(to, to.plusSeconds(120));
    }

    @ParameterizedTest
    @EnumSource
    void billsEachMonthOnceItIsOverAndWhatIsDoneAfterMidnightWithTheNext_S12(MonthEnd.Which which) {
        MonthEnd end = MonthEnd.before(service, which);
        TestTeam team = TestTeam.paid(service);
        Video.charged(service, team.owner(), team);
        String first = team.history().get(0).path("at").asText();
        String overMidnight = ok(Video.order(team.owner(), team)).text("jobId");

        end.pass();
        ok(Video.deliver(service, overMidnight));
        JsonNode bill = openBill(team, 1);
        isOf(bill, first, end.midnight(), "0.7");
        assertThat(service.stripe()
                        .object(bill.path("stripeInvoice").asText())
                        .path("total")
                        .asLong())
                .isEqualTo(70);
        assertThat(team.balance("creative.accrued")).isEqualTo("1.4");

        Video.charged(service, team.owner(), team);
        MonthEnd next = end.following();
        next.pass();
        isOf(openBill(team, 2), end.midnight().toString(), next.midnight(), "1.4");

        Video.charged(service, team.owner(), team);
        MonthEnd much = next.following().following();
        much.pass();
        JsonNode caughtUp = openBill(team, 3);
        isOf(caughtUp, next.midnight().toString(), much.midnight(), "0.7");
        service.stripe().payInvoice(caughtUp.path("stripeInvoice").asText());
        await().atMost(PATIENCE).until(() -> bills(team).get(0).path("status").asText(), "PAID"::equals);
        assertThat(team.balance("creative.accrued")).isEqualTo("2.1");
        assertThat(bills(team)).hasSize(3);
    }

    private Answer topUp(TestTeam team, Map<String, ?> different) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "enabled", true,
                "threshold", "1000",
                "package", "STARTER",
                "maximumPerMonth", 5,
                "maximumUsdPerMonth", "100"));
        settings.putAll(different);
        return ok(team.owner().put(team.path("/auto-top-up"), settings));
    }

    private void savesACard(TestTeam team) {
        String customer = service.stripe().ids("customer").stream()
                .filter(id -> service.stripe()
                        .object(id)
                        .at("/metadata/teamId")
                        .asText()
                        .equals(team.id().toString()))
                .findFirst()
                .orElseThrow();
        service.stripe().savePaymentMethod(customer, PaymentBehaviour.SUCCEEDS);
    }

    private Answer awaitState(TestTeam team, String state, String balance) {
        await().atMost(PATIENCE).until(() -> team.balance("credits.balance"), balance::equals);
        return await().atMost(PATIENCE)
                .until(
                        () -> ok(team.owner().get(team.path("/auto-top-up"))),
                        topUp -> state.equals(topUp.text("state")));
    }

    @ParameterizedTest
    @CsvSource({"MONTH, 1, 100", "YEAR, 1, 100", "MONTH, 5, 9.99", "YEAR, 5, 9.99"})
    void toppingUpStopsAtTheMaximumAndGoesOnInTheNewMonth(MonthEnd.Which which, int times, String usd) {
        MonthEnd end = MonthEnd.before(service, which);
        TestTeam team = TestTeam.withCredits(service, "10");
        Map<String, Object> maxima = Map.of("maximumPerMonth", times, "maximumUsdPerMonth", usd);
        topUp(team, maxima);
        savesACard(team);
        topUp(team, maxima);
        awaitState(team, "LIMIT_REACHED", "5010");
        team.adjust("CREDITS", "-4500");
        assertThat(awaitState(team, "LIMIT_REACHED", "510").text("usedThisMonth"))
                .isEqualTo("1");

        end.pass();

        Answer after = awaitState(team, "LIMIT_REACHED", "5510");
        assertThat(after.text("usedThisMonth")).isEqualTo("1");
        assertThat(after.text("usdThisMonth")).isEqualTo("5");
    }
}
