package com.wevion.credits.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.stripe.CallFault;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Purchases in bad weather: what was paid at Stripe is credited, one to one, whatever is lost, doubled or killed. */
@WithService
@Tag("long")
class PurchaseStormIT {
    private static final int PURCHASES = 1_000;
    private static final int BUYERS = 16;
    private static final int KILLS = 2;
    private static final long SEED = Long.getLong("storm.seed", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final LocalService service;
    private final AtomicInteger begun = new AtomicInteger();

    PurchaseStormIT(LocalService service) {
        this.service = service;
    }

    @AfterEach
    void fairWeather() {
        service.stripe().weather().clear();
    }

    /** The purchase, after as many requests with the same key as it takes. */
    private static Answer insist(Shop shop, Map<String, Object> body, String key) {
        return await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(300))
                .atMost(PATIENCE)
                .ignoreException(UncheckedIOException.class)
                .until(
                        () -> shop.team().owner().post(shop.team().path("/purchases"), body, key),
                        answer -> answer.status() == 201);
    }

    @Test
    void creditsWhatWasPaidOneToOne_D14() throws Exception {
        service.stripe().weather().deliverEach(2);
        service.stripe().weather().shuffleEvents(Duration.ofSeconds(3), SEED);
        service.stripe().weather().loseEvents(5, SEED);
        List<Shop> shops = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            shops.add(Shop.of(service));
        }
        AtomicInteger paid = new AtomicInteger();
        CompletableFuture<Void> killer = CompletableFuture.runAsync(this::kill);
        var buyers = Crowd.of(BUYERS, buyer -> {
            Random random = new Random(SEED + buyer);
            while (begun.getAndIncrement() < PURCHASES) {
                Shop shop = shops.get(random.nextInt(shops.size()));
                String key = UUID.randomUUID().toString();
                Answer purchase = insist(shop, Map.of("package", "STARTER"), key);
                int fate = random.nextInt(20);
                if (fate == 0) {
                    service.stripe().expire(Shop.session(purchase));
                } else if (fate == 1) {
                    service.stripe().payLater(Shop.session(purchase));
                    service.stripe().settleLater(Shop.session(purchase), false);
                } else if (fate > 2) {
                    service.stripe().pay(Shop.session(purchase));
                    paid.incrementAndGet();
                }
            }
            return buyer;
        });
        assertThat(buyers).allSatisfy(ended -> assertThat(ended.thrown()).isNull());
        killer.get();

        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(numbers(shops)).isEqualTo(List.of(paid.get(), paid.get())));
        assertThat(paid.get()).isGreaterThan(PURCHASES / 2);
        for (Shop shop : shops) {
            assertThat(shop.team().owner().get(shop.team().path("/balance")).status())
                    .isEqualTo(200);
        }
    }

    private void kill() {
        for (int kill = 1; kill <= KILLS; kill++) {
            int at = kill * PURCHASES / (KILLS + 1);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> begun.get() >= at);
            service.killServer();
            service.restartServer();
        }
    }

    /** The number of paid purchases, and the number of entries for purchases. */
    private List<Integer> numbers(List<Shop> shops) throws SQLException {
        String teams = shops.stream()
                .map(shop -> "'" + shop.team().id() + "'")
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*) FILTER (WHERE p.paid_at IS NOT NULL), count(e.sequence)"
                                + " FROM purchase p LEFT JOIN entry e ON e.operation_id = p.id WHERE p.team_id IN ("
                                + teams + ")")) {
            row.next();
            return List.of(row.getInt(1), row.getInt(2));
        }
    }

    @Test
    void goesOnAfterTheServerWasKilledWhileStripeMadeTheSession_D14() {
        Shop shop = Shop.of(service);
        String key = UUID.randomUUID().toString();
        long before = service.stripe().requestsSeen();
        service.stripe().weather().slowCalls(1, "POST /v1/checkout/sessions", Duration.ofSeconds(3));
        CompletableFuture<Object> lost = CompletableFuture.supplyAsync(() -> {
            try {
                return shop.team().owner().post(shop.team().path("/purchases"), Map.of("package", "STARTER"), key);
            } catch (UncheckedIOException e) {
                return e;
            }
        });
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> service.stripe().requestsSeen() > before);

        service.killServer();
        service.restartServer();

        assertThat(lost).isCompletedWithValueMatching(UncheckedIOException.class::isInstance);
        Answer purchase = insist(shop, Map.of("package", "STARTER"), key);
        assertThat(purchase.replayed()).isTrue();
        assertThat(service.stripe().sessions().stream()
                        .map(service.stripe()::session)
                        .filter(session ->
                                session.path("client_reference_id").asText().equals(purchase.text("purchaseId"))))
                .hasSize(1);
        service.stripe().pay(Shop.session(purchase));
        shop.awaitBalance("credits.balance", "5000");
    }

    @Test
    void creditsAPurchaseWhoseServerWasKilledWhileItAskedStripe_D14() {
        Shop shop = Shop.of(service);
        Answer purchase = shop.begin("STARTER");
        service.stripe().weather().slowCalls(1, "GET /v1/checkout/sessions", Duration.ofSeconds(3));
        long before = service.stripe().requestsSeen();
        service.stripe().pay(Shop.session(purchase));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> service.stripe().requestsSeen() > before);

        service.killServer();
        service.restartServer();

        shop.awaitBalance("credits.balance", "5000");
        assertThat(shop.team().history()).hasSize(1);
    }

    @Test
    void creditsAPurchaseThatWasPaidWhileStripeDidNotAnswer_D14() {
        Shop shop = Shop.of(service);
        Answer purchase = shop.begin("STARTER");
        service.stripe().weather().failCalls(8, "GET /v1/checkout/sessions", CallFault.ERROR_BEFORE);

        service.stripe().pay(Shop.session(purchase));

        shop.awaitStatus(purchase.text("purchaseId"), "PAID");
    }
}
