package com.wevion.credits.balance.focus;

import static com.wevion.credits.dev.Chat.charged;
import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.stripe.StripeSimulator;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The charges of a team, as a reader of FOCUS takes them. */
@WithService
class FocusIT {
    private static final String THIS_MONTH = YearMonth.now(ZoneOffset.UTC).toString();

    private final LocalService service;
    private final TestTeam team;

    FocusIT(LocalService service) {
        this.service = service;
        this.team = TestTeam.paid(service);
    }

    private Answer export(Api caller, String month) {
        return caller.get(team.path("/focus?month=" + month), "Accept", "text/csv");
    }

    /** A purchase and its refund in part, a chat message, a creative job, adjustments of both accounts. */
    private void aMonthWithEverything(Api buyer) {
        buyStarter();
        charged(buyer, team, 2_000, 1_000);
        String job = ok(buyer.post(
                        team.path("/jobs"), Map.of("service", "IMAGE", "engine", "FLUX_2_PRO", "variants", 10)))
                .text("jobId");
        ok(Api.host(service).post("/jobs/" + job + "/completion", Map.of("outcome", "SUCCEEDED", "delivered", 10)));
        team.adjust("CREDITS", "-0.5");
        team.adjust("CREATIVE", "-1.5");
    }

    private void buyStarter() {
        StripeSimulator stripe = service.stripe();
        Answer begun = ok(team.owner().post(team.path("/purchases"), Map.of("package", "STARTER")));
        String url = begun.text("checkoutUrl");
        String session = url.substring(url.lastIndexOf('/') + 1).replaceFirst("[?#].*", "");
        stripe.pay(session);
        await().atMost(Duration.ofSeconds(30)).until(() -> team.balance("credits.balance"), "5000"::equals);
        stripe.refund(stripe.session(session).get("payment_intent").textValue(), 100);
        await().atMost(Duration.ofSeconds(30)).until(() -> team.balance("credits.balance"), "4000"::equals);
    }

    @Test
    void isAcceptedByAReaderAndAddsUpToTheLedger() {
        Api buyer = Api.person(service, UUID.randomUUID());
        ok(Api.host(service)
                .put(
                        team.path("/members/" + buyer.userId()),
                        Map.of("role", "MEDIA_BUYER", "displayName", "=HYPERLINK(\"x\"), Bob")));
        aMonthWithEverything(buyer);

        Answer answer = ok(export(team.owner(), THIS_MONTH));
        List<CSVRecord> rows = FocusRules.accepted(answer.body());

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(rows).hasSize(6);
        assertThat(sum(rows, "Purchase", "BilledCost")).isEqualByComparingTo("4");
        assertThat(sum(rows, "Usage", "EffectiveCost")).isEqualByComparingTo("0.363");
        assertThat(sum(rows, "Usage", "BilledCost")).isEqualByComparingTo("0.3");
        assertThat(sum(rows, "Adjustment", "BilledCost")).isEqualByComparingTo("1.5");
        assertThat(change(rows, "CREDITS")).isEqualByComparingTo(team.balance("credits.balance"));
        assertThat(change(rows, "CREATIVE").negate()).isEqualByComparingTo(team.balance("creative.accrued"));
        assertThat(rows.stream().map(row -> row.get("x_UserName"))).contains("'=HYPERLINK(\"x\"), Bob");
    }

    private static BigDecimal sum(List<CSVRecord> rows, String category, String column) {
        return rows.stream()
                .filter(row -> row.get("ChargeCategory").equals(category))
                .map(row -> new BigDecimal(row.get(column)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal change(List<CSVRecord> rows, String account) {
        return rows.stream()
                .filter(row -> row.get("x_Account").equals(account))
                .map(row -> new BigDecimal(row.get("x_Amount")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void isEmptyButForItsHeaderInAMonthWithoutCharges() {
        assertThat(FocusRules.accepted(ok(export(team.owner(), "2020-02")).body()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-13", "2026", "october"})
    void refusesWhatIsNoMonth(String month) {
        Answer refused = export(team.owner(), month);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/violations/0/field").asText()).isEqualTo("month");
    }

    @Test
    void namesItsVersion() {
        for (String version : List.of("1.2", "1.4")) {
            Answer answer = ok(export(team.owner(), "2020-02&version=" + version));

            assertThat(answer.headers().firstValue("Focus-Version")).contains(version);
            assertThat(answer.headers().firstValue("Content-Disposition"))
                    .contains("attachment; filename=\"focus-" + version + "-2020-02.csv\"");
            assertThat(FocusRules.accepted(answer.body(), version)).isEmpty();
        }
        Answer refused = export(team.owner(), "2020-02&version=1.3");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/violations/0/field").asText()).isEqualTo("version");
    }

    @Test
    void isForThoseWhoMaySeeWhatIsBilled_D12() {
        assertThat(export(team.member("MANAGER"), THIS_MONTH).status()).isEqualTo(200);
        assertThat(export(team.member("FINANCE"), THIS_MONTH).status()).isEqualTo(200);
        assertThat(export(Api.superAdmin(service), THIS_MONTH).status()).isEqualTo(200);
        assertThat(export(Api.host(service), THIS_MONTH).status()).isEqualTo(200);
        assertThat(export(team.member("MEDIA_BUYER"), THIS_MONTH).problem()).isEqualTo("forbidden");
        assertThat(export(team.member("VIEWER"), THIS_MONTH).problem()).isEqualTo("forbidden");
        assertThat(export(Api.person(service, UUID.randomUUID()), THIS_MONTH).problem())
                .isEqualTo("not-found");
    }
}
