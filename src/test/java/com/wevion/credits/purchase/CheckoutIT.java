package com.wevion.credits.purchase;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.checkout.SessionCreateParams;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.stripe.CallFault;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One purchase is one Checkout Session, whatever Stripe and the network do. */
@WithService
class CheckoutIT {
    private static final SessionCreateParams ORDER_OF_ANOTHER_SHOP = SessionCreateParams.builder()
            .setMode(SessionCreateParams.Mode.PAYMENT)
            .setSuccessUrl("https://shop.example/done")
            .addLineItem(SessionCreateParams.LineItem.builder()
                    .setQuantity(1L)
                    .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                            .setCurrency("usd")
                            .setUnitAmount(700L)
                            .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                    .setName("Tea")
                                    .build())
                            .build())
                    .build())
            .build();

    private final LocalService service;
    private final Shop shop;

    CheckoutIT(LocalService service) {
        this.service = service;
        this.shop = Shop.of(service);
    }

    @AfterEach
    void clearTheWeather() {
        service.stripe().weather().clear();
    }

    @Test
    void makesOneSessionForOneKey_D14() throws InterruptedException {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("package", "STARTER");

        var answers =
                Crowd.of(20, number -> shop.team().owner().post(shop.team().path("/purchases"), body, key));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.value().status()).isIn(201, 503));
        Answer again = ok(shop.team().owner().post(shop.team().path("/purchases"), body, key));
        assertThat(again.replayed()).isTrue();
        String id = again.text("purchaseId");
        assertThat(service.stripe().sessions().stream()
                        .map(service.stripe()::session)
                        .filter(session ->
                                session.path("client_reference_id").asText().equals(id)))
                .hasSize(1);
        Answer other = shop.team().owner().post(shop.team().path("/purchases"), Map.of("package", "PRO"), key);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERROR_BEFORE", "RESET_BEFORE", "RESET_AFTER", "TOO_MANY_REQUESTS", "CONFLICT_BEFORE"})
    void goesOnWhereStripeFailedWithoutASecondSession_D14(CallFault fault) {
        String key = UUID.randomUUID().toString();
        service.stripe().weather().failCalls(6, "POST /v1/checkout/sessions", fault);
        Answer failed = shop.team().owner().post(shop.team().path("/purchases"), Map.of("package", "STARTER"), key);
        assertThat(failed.problem()).isEqualTo("unavailable");
        assertThat(failed.headers().firstValue("Retry-After")).isPresent();
        service.stripe().weather().clear();

        Answer begun = ok(shop.team().owner().post(shop.team().path("/purchases"), Map.of("package", "STARTER"), key));

        String id = begun.text("purchaseId");
        assertThat(service.stripe().sessions().stream()
                        .map(service.stripe()::session)
                        .filter(session ->
                                session.path("client_reference_id").asText().equals(id)))
                .hasSize(1);
        service.stripe().pay(Shop.session(begun));
        shop.awaitStatus(id, "PAID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERROR_AFTER", "CONFLICT_AFTER"})
    void findsTheSessionThatStripeMadeBeforeItFailed_D14(CallFault fault) {
        service.stripe()
                .weather()
                .failCalls(fault == CallFault.ERROR_AFTER ? 1 : 2, "POST /v1/checkout/sessions", fault);

        Answer begun = shop.begin("STARTER");

        service.stripe().pay(Shop.session(begun));
        shop.awaitStatus(begun.text("purchaseId"), "PAID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERROR_BEFORE", "CONFLICT_BEFORE"})
    void findsTheSessionAmongHundredsThatWereMadeSince_D14(CallFault fault) throws StripeException {
        String key = UUID.randomUUID().toString();
        Map<String, Object> starter = Map.of("package", "STARTER");
        service.stripe().weather().failCalls(6, "POST /v1/checkout/sessions", CallFault.RESET_AFTER);
        assertThat(shop.team()
                        .owner()
                        .post(shop.team().path("/purchases"), starter, key)
                        .problem())
                .isEqualTo("unavailable");
        service.stripe().weather().clear();
        for (int other = 0; other < 210; other++) {
            StripeClient.builder()
                    .setApiKey(service.stripe().secretKey())
                    .setApiBase(service.stripe().baseUrl())
                    .build()
                    .v1()
                    .checkout()
                    .sessions()
                    .create(ORDER_OF_ANOTHER_SHOP);
        }
        service.stripe().weather().failCalls(6, "POST /v1/checkout/sessions", fault);

        Answer begun = ok(shop.team().owner().post(shop.team().path("/purchases"), starter, key));

        service.stripe().pay(Shop.session(begun));
        shop.awaitStatus(begun.text("purchaseId"), "PAID");
    }

    @Test
    void answersInTimeWhenStripeIsSlowAndGoesOnLater_D14() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> starter = Map.of("package", "STARTER");
        service.stripe().weather().slowCalls(100, "", Duration.ofSeconds(6));
        Answer tooSlow = shop.team().owner().post(shop.team().path("/purchases"), starter, key);
        assertThat(tooSlow.problem()).isEqualTo("unavailable");
        service.stripe().weather().clear();

        Answer begun = await().pollInSameThread()
                .atMost(Duration.ofSeconds(40))
                .until(
                        () -> shop.team().owner().post(shop.team().path("/purchases"), starter, key),
                        found -> found.status() == 201);

        service.stripe().pay(Shop.session(begun));
        shop.awaitStatus(begun.text("purchaseId"), "PAID");
    }
}
