package com.wevion.credits.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.dev.stripe.CallFault;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.Sql;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The movements of Stripe's balance, and the payouts, as they are read and kept. */
class StripeBalanceTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-08-03");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-08-03T12:00:00Z"));
    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final HikariDataSource pool = database.pool();
    private final SimulatedTill till = new SimulatedTill(clock);
    private final StripeBalance balance = till.balance(pool, clock, 100);
    private final UUID purchase = UUID.randomUUID();

    @AfterEach
    void close() {
        till.close();
        pool.close();
        database.drop();
    }

    /** Category, gross, fee, net, and what the customer paid. */
    private List<String> kept() {
        return Sql.on(pool)
                .list(
                        "SELECT * FROM stripe_movement ORDER BY at, amount_minor DESC",
                        row -> row.getString("category") + " " + row.getLong("amount_minor") + " "
                                + row.getLong("fee_minor") + " " + row.getLong("net_minor") + " "
                                + row.getString("paid_minor"));
    }

    private long requestsFor(String path) {
        return till.simulator().requests().stream()
                .filter(request -> request.path().startsWith(path))
                .count();
    }

    @Test
    void keepsPaymentsRefundsAndDisputesOnce() {
        String payment = till.pay(purchase, 10_000);
        clock.advance(Duration.ofHours(1));
        String refund = till.simulator().refund(payment, 1_000);
        clock.advance(Duration.ofHours(1));
        till.simulator().failRefund(refund);
        clock.advance(Duration.ofHours(1));
        till.simulator().closeDispute(till.simulator().dispute(payment, 4_000), true);

        balance.read(MONDAY);
        balance.read(MONDAY);

        assertThat(kept())
                .containsExactly(
                        "charge 10000 320 9680 10000",
                        "refund -1000 0 -1000 -1000",
                        "refund_failure 1000 0 1000 1000",
                        "dispute_reversal 4000 0 4000 4000",
                        "dispute -4000 1500 -5500 -4000");
        assertThat(Sql.on(pool).list("SELECT DISTINCT payment FROM stripe_movement", row -> row.getString("payment")))
                .containsExactly(payment);
        assertThat(Sql.on(pool)
                        .list(
                                "SELECT purchase_id, currency, paid_currency FROM stripe_movement WHERE category = 'charge'",
                                row -> row.getString("purchase_id")
                                        + row.getString("currency")
                                        + row.getString("paid_currency")))
                .containsExactly(purchase + "USDUSD");
    }

    @Test
    void keepsPayoutsAndWhatIsInThem() {
        till.pay(purchase, 10_000);
        till.pay(UUID.randomUUID(), 5_000);
        String payout = till.simulator().payOut();
        till.pay(UUID.randomUUID(), 700);
        balance.read(MONDAY);
        till.simulator().arrive(payout);

        balance.read(MONDAY);

        assertThat(Sql.on(pool)
                        .list(
                                "SELECT * FROM stripe_payout",
                                row -> row.getString("id") + " " + row.getString("status") + " "
                                        + row.getLong("amount_minor") + " " + row.getBoolean("itemized") + " "
                                        + row.getString("arrival_day")))
                .containsExactly(payout + " paid 14505 true 2026-08-05");
        assertThat(Sql.on(pool)
                        .list(
                                "SELECT category, net_minor FROM stripe_movement WHERE payout_id = '" + payout
                                        + "' ORDER BY net_minor",
                                row -> row.getString("category") + " " + row.getLong("net_minor")))
                .containsExactly("payout -14505", "charge 4825", "charge 9680");
        assertThat(kept()).hasSize(4);
    }

    @Test
    void readsAllPagesOfADay() {
        for (int payment = 0; payment < 105; payment++) {
            till.pay(till.simulator().ids("customer").isEmpty() ? till.customer() : customerOfAll(), null, 500, "usd");
        }

        balance.read(MONDAY);

        assertThat(kept()).hasSize(105).containsOnly("charge 500 45 455 500");
        assertThat(requestsFor("/v1/balance_transactions")).isEqualTo(2);
        assertThatThrownBy(() -> till.balance(pool, clock, 1).read(MONDAY)).isInstanceOf(StripePayments.TooMany.class);
    }

    private String customerOfAll() {
        return till.simulator().ids("customer").get(0);
    }

    @Test
    void readsTheLastDaysAgainAndTheOthersNot() {
        till.pay(purchase, 500);
        clock.advance(Duration.ofDays(4));
        balance.read(MONDAY);
        assertThat(requestsFor("/v1/balance_transactions")).isEqualTo(5);
        clock.advance(Duration.ofDays(1));
        till.pay(UUID.randomUUID(), 700);

        balance.read(MONDAY);

        assertThat(kept()).containsExactly("charge 500 45 455 500", "charge 700 50 650 700");
        assertThat(requestsFor("/v1/balance_transactions")).isEqualTo(5 + 3);
    }

    @Test
    void readsEarlierDaysIfTheyAreWanted() {
        till.pay(purchase, 500);
        clock.advance(Duration.ofDays(4));
        balance.read(MONDAY.plusDays(3));
        assertThat(kept()).isEmpty();

        balance.read(MONDAY);

        assertThat(kept()).hasSize(1);
    }

    @Test
    void continuesWhereStripeDidNotAnswer() {
        till.pay(purchase, 500);
        clock.advance(Duration.ofDays(4));
        till.pay(UUID.randomUUID(), 700);
        till.simulator().weather().failCalls(1_000, "/v1/balance_transactions", CallFault.RESET_BEFORE);

        assertThatThrownBy(() -> balance.read(MONDAY)).isInstanceOf(Unavailable.class);
        till.simulator().weather().clear();
        balance.read(MONDAY);

        assertThat(kept()).hasSize(2);
    }
}
