package com.wevion.credits.billing;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.stripe.PaymentBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bills that nobody asks for, what becomes of them when the server dies, and who sees them (S12, D1, D12). */
@WithService
class AutoBillIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final LocalService service;
    private final Client client;

    AutoBillIT(LocalService service) {
        this.service = service;
        this.client = Client.of(service);
    }

    @AfterEach
    void clearTheWeather() {
        service.stripe().weather().clear();
    }

    private void set(Object... settings) {
        ok(client.team().owner().patch(client.team().path("/settings"), Map.of(settings[0], settings[1])));
    }

    private List<JsonNode> awaitBills(int count) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(client::all, found -> found.size() == count);
    }

    /** The team's customer at Stripe, who has saved a card that behaves so. */
    private void savesACard(PaymentBehaviour behaviour) {
        client.uses("VIDEO", "KLING_2_6", "seconds", 10);
        Answer first = client.bill();
        service.stripe().payInvoice(first.text("stripeInvoice"));
        client.awaitStatus(first.text("billId"), "PAID");
        String customer = client.customers().get(0);
        String card = service.stripe().savePaymentMethod(customer, behaviour);
        service.stripe()
                .change(customer, found -> found.withObject("/invoice_settings").put("default_payment_method", card));
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDS, PAID, 0", "DECLINED, FAILED, 1"})
    void billsWhenTheLimitIsNearlyUsedUpAndChargesTheSavedCard_S12(
            PaymentBehaviour behaviour, String status, String accrued) {
        savesACard(behaviour);
        set("creativeSpendingLimit", "1.05");
        client.uses("VIDEO", "LUMA_RAY_3", "seconds", 10);
        assertThat(client.all()).hasSize(1);

        set("autoBill", true);

        JsonNode bill = awaitBills(2).get(0);
        assertThat(bill.path("reason").asText()).isEqualTo("LIMIT");
        Answer ended = client.awaitStatus(bill.path("billId").asText(), status);
        assertThat(ended.text("amount")).isEqualTo("1");
        assertThat(ended.text("dueAt")).isNull();
        assertThat(client.team().balance("creative.accrued")).isEqualTo(accrued);
        assertThat(service.stripe()
                        .object(ended.text("stripeInvoice"))
                        .path("collection_method")
                        .asText())
                .isEqualTo("charge_automatically");
    }

    @Tag("long")
    @Test
    void goesOnAfterTheServerWasKilledAtStripe_S12() {
        client.uses("VIDEO", "KLING_2_6", "seconds", 10);
        service.stripe().weather().slowCalls(1, "POST /v1/invoiceitems", Duration.ofSeconds(5));
        Thread operator = new Thread(() -> {
            try {
                client.bill();
            } catch (java.io.UncheckedIOException e) {
                // The server is killed meanwhile.
            }
        });
        operator.start();
        await().atMost(PATIENCE).until(() -> !client.invoices().isEmpty());
        service.killServer();
        service.restartServer();

        String bill = client.all().get(0).path("billId").asText();
        client.awaitOneInvoice(bill, 70L);
    }

    @Test
    void looksAtEachTeamWhenAMonthIsOver_S12() {
        client.uses("VIDEO", "KLING_2_6", "seconds", 10);
        await().atMost(PATIENCE).until(client::isLookedAtThisMonth);
        assertThat(client.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER, 403",
        "MEDIA_BUYER, 403",
        "FINANCE, 200",
        "MANAGER, 200",
        "ADMIN, 200",
        "SERVICE, 200",
        "SUPER_ADMIN, 200",
        "STRANGER, 404"
    })
    void showsBillsByRole_D12(String role, int status) {
        Api caller = switch (role) {
            case "SERVICE" -> Api.host(service);
            case "SUPER_ADMIN" -> Api.superAdmin(service);
            case "STRANGER" -> Api.person(service, UUID.randomUUID());
            default -> client.team().member(role);
        };
        assertThat(caller.get(client.bills()).status()).isEqualTo(status);
        Answer none = caller.get(client.bills() + "/" + UUID.randomUUID());
        assertThat(none.status()).isEqualTo(status == 200 ? 404 : status);
    }

    @Test
    void hidesTheBillsOfOtherTeams_D12() {
        client.uses("VIDEO", "KLING_2_6", "seconds", 10);
        Answer bill = client.bill();
        Client other = Client.of(service);
        assertThat(other.team()
                        .owner()
                        .get(other.bills() + "/" + bill.text("billId"))
                        .problem())
                .isEqualTo("not-found");
        assertThat(other.team()
                        .owner()
                        .get(client.bills() + "/" + bill.text("billId"))
                        .problem())
                .isEqualTo("not-found");
        assertThat(Api.superAdmin(service)
                        .post("/teams/" + UUID.randomUUID() + "/creative-bills", "")
                        .status())
                .isEqualTo(404);
    }
}
