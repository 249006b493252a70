package com.wevion.credits.reconciliation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.stripe.CallFault;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Money in, on a server: a purchase, Stripe's balance and a payout in the report of a run. */
@WithService(engines = false)
class MoneyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalService service;
    private final TestTeam team;
    private final BillingProvider stripe;

    MoneyIT(LocalService service) {
        this.service = service;
        this.team = TestTeam.paid(service);
        this.stripe = BillingProvider.named(service, "STRIPE");
    }

    /** Buys a package; Stripe's name of the payment. */
    private String buys() {
        Api.Answer begun = ok(team.owner().post(team.path("/purchases"), Map.of("package", "STARTER")));
        String url = begun.text("checkoutUrl");
        service.stripe().pay(url.substring(url.lastIndexOf('/') + 1).replaceFirst("[?#].*", ""));
        String purchase = team.path("/purchases/" + begun.text("purchaseId"));
        return await().atMost(PATIENCE)
                .until(
                        () -> ok(team.owner().get(purchase)),
                        paid -> paid.text("status").equals("PAID"))
                .text("stripePayment");
    }

    @Test
    void aRunTellsWhatStripeReceivedAndPaidOut() {
        String payment = buys();
        String payout = service.stripe().payOut();

        JsonNode run = stripe.reconcile();
        JsonNode money = stripe.report(run.path("runId").asText()).path("money");

        assertThat(money.path("notCompared").isNull()).as(money.toString()).isTrue();
        assertThat(money.path("payments").asInt()).isPositive();
        assertThat(money.path("payouts").findValuesAsText("payoutId")).contains(payout);
        assertThat(money.path("payouts").findValuesAsText("difference")).containsOnly("0");
        assertThat(money.path("balances").findValuesAsText("currency")).contains("USD");
        assertThat(stripe.breaks(run.path("runId").asText()))
                .noneMatch(found -> found.path("requestId").asText().equals(payment));
        assertThat(run.path("steps").findValuesAsText("step")).contains("MONEY");
    }

    @Test
    void aComparisonThatFailsFailsStripeAndNotTheRun() throws SQLException {
        buys();
        execute(
                "CREATE FUNCTION refuse_money() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the till is jammed'; END $$");
        execute(
                "CREATE TRIGGER refuse_money BEFORE INSERT ON reconciliation_money FOR EACH ROW WHEN (NEW.problem IS NULL)"
                        + " EXECUTE FUNCTION refuse_money()");
        String run = stripe.startOverAll();
        JsonNode ended;
        try {
            ended = await().atMost(PATIENCE)
                    .until(
                            () -> ok(stripe.run(run)).json(),
                            found -> !found.path("endedAt").isNull());
        } finally {
            execute("DROP FUNCTION refuse_money() CASCADE");
        }

        assertThat(ended.path("status").asText()).isEqualTo("COMPLETED_WITH_FAILURES");
        assertThat(ended.path("failures").findValuesAsText("provider")).containsExactly("STRIPE");
        assertThat(ended.path("failures").get(0).path("problem").asText()).contains("the till is jammed");
        JsonNode report = stripe.report(run);
        assertThat(report.path("failures")).isEqualTo(ended.path("failures"));
        assertThat(report.at("/money/notCompared").asText())
                .isEqualTo("The comparison failed; the failures of the run say why");
        assertThat(report.path("providers").findValuesAsText("provider")).doesNotContain("STRIPE");
        assertThat(stripe.reconcile().path("failures")).isEmpty();
    }

    @Test
    void aPaymentThatDiffersIsToldOnceAsABreak() throws SQLException {
        String payment = buys();
        String purchase = "UPDATE purchase SET paid_cents = paid_cents %s 1 WHERE payment_intent = '" + payment + "'";
        execute(purchase.formatted("+"));
        try {
            String run = stripe.reconcile().path("runId").asText();

            assertThat(stripe.breaks(run))
                    .filteredOn(found -> found.path("requestId").asText().equals(payment))
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.path("cause").asText()).isEqualTo("RECEIVED_DIFFERS");
                        assertThat(found.path("variance").asText()).isEqualTo("-0.01");
                    });
            assertThat(violations(run)).noneMatch(detail -> detail.contains(payment));
            assertThat(violations(BillingProvider.named(service, "NOT_STRIPE")
                            .reconcile()
                            .path("runId")
                            .asText()))
                    .as("the audit tells it in a run that does not compare money")
                    .anyMatch(detail -> detail.contains(payment));
        } finally {
            execute(purchase.formatted("-"));
        }
    }

    private List<String> violations(String run) {
        return stripe.report(run).at("/audit/violations").findValuesAsText("detail");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aStripeThatDoesNotAnswerEndsNothingElse() {
        service.stripe().weather().failCalls(1_000, "/v1/balance_transactions", CallFault.ERROR_BEFORE);
        try {
            JsonNode run = stripe.reconcile();

            assertThat(run.path("status").asText()).isEqualTo("COMPLETED");
            assertThat(stripe.report(run.path("runId").asText())
                            .at("/money/notCompared")
                            .asText())
                    .contains("Stripe");
        } finally {
            service.stripe().weather().clear();
        }
    }
}
