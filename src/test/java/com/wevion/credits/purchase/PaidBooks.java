package com.wevion.credits.purchase;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.TeamRows;
import com.wevion.credits.dev.stripe.PaymentBehaviour;
import com.wevion.credits.dev.stripe.StripeSimulator;
import com.wevion.credits.ledger.LocalLedger;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.stripe.MoneyBack;
import com.wevion.credits.stripe.SimulatedPayments;
import com.wevion.credits.stripe.Stripe;
import com.wevion.credits.stripe.StripeEvent;
import com.wevion.credits.trail.PlatformsLog;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Purchases on a database of their own that were paid at a simulated Stripe, without a server. */
final class PaidBooks implements AutoCloseable {
    /** A team's only purchase. */
    record Paid(UUID id, long accountId, String intent) {}

    private final Clock clock = Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final HikariDataSource pool = database.pool();
    private final LocalLedger books = new LocalLedger(pool);
    final StripeSimulator simulator = new StripeSimulator(0, "sk_test_books", "whsec_books", () -> null, clock);
    private final Stripe stripe;
    private int told;

    PaidBooks() {
        simulator.start();
        stripe = SimulatedPayments.connection(simulator, 10);
    }

    /** A server that is told by {@link #tell}; what it reads of Stripe is older than what happens then. */
    Clawbacks node(Runnable afterReading) {
        Clawbacks node = new Clawbacks();
        node.stripe = stripe;
        node.moneyBack = SimulatedPayments.over(stripe, new MoneyBack() {
            private Optional<Runnable> next = Optional.of(afterReading);

            @Override
            public Now now(Source source) {
                Now now = super.now(source);
                Runnable happens = next.orElse(() -> {});
                next = Optional.empty();
                happens.run();
                return now;
            }
        });
        node.book = new PurchaseBook();
        node.book.dataSource = pool;
        node.book.clock = clock;
        node.book.audit = PlatformsLog.at(clock);
        node.ledger = books.ledger();
        node.clock = clock;
        node.dataSource = pool;
        return node;
    }

    /** 5,000 credits for 550 cents, of which some were used since. */
    Paid purchase(long spentMicros) {
        UUID id = Ids.next();
        TeamRows.insert(pool, id, id);
        books.accounts().open(id, 0);
        long account = books.accounts().idOf(id, AccountKind.CREDITS);
        Paid paid = new Paid(id, account, pay());
        Sql.on(pool)
                .update(
                        "INSERT INTO purchase (id, team_id, account_id, idempotency_key, fingerprint, bought_by, package,"
                                + " catalog_version, credits_micros, price_cents, return_url, created_at, expires_at, origin)"
                                + " VALUES (?, ?, ?, 'key', sha256('x'), ?, 'STARTER', 1, ?, 500, 'http://localhost', now(), now(),"
                                + " 'CHECKOUT')",
                        id,
                        id,
                        account,
                        id,
                        Bought.CREDITS);
        Payment payment = new Payment(paid.intent, "usd", 500, Bought.PAID_CENTS, false, null);
        books.ledger()
                .post(Posting.purchase(id, account, Bought.CREDITS)
                        .by(id)
                        .with(new PaidPurchase(id, payment, clock.instant())));
        if (spentMicros > 0) {
            UUID adjustment = Ids.next();
            Sql.on(pool)
                    .update(
                            "INSERT INTO adjustment VALUES (?, ?, ?, ?, 'test', ?, now(), ?, sha256('x'))",
                            adjustment,
                            id,
                            account,
                            -spentMicros,
                            id,
                            adjustment.toString());
            books.ledger()
                    .post(Posting.adjustment(adjustment, account, -spentMicros).by(adjustment));
        }
        return paid;
    }

    private String pay() {
        return stripe.ask(client -> {
            String customer = client.v1()
                    .customers()
                    .create(CustomerCreateParams.builder().build())
                    .getId();
            return client.v1()
                    .paymentIntents()
                    .create(PaymentIntentCreateParams.builder()
                            .setAmount(Bought.PAID_CENTS)
                            .setCurrency("usd")
                            .setCustomer(customer)
                            .setPaymentMethod(simulator.savePaymentMethod(customer, PaymentBehaviour.SUCCEEDS))
                            .setOffSession(true)
                            .setConfirm(true)
                            .build())
                    .getId();
        });
    }

    /** The events since the last time that are about money that goes back, the latest first. */
    List<StripeEvent> news() {
        List<JsonNode> all = simulator.events();
        List<StripeEvent> news = new ArrayList<>(all.subList(told, all.size()).stream()
                .map(event -> new StripeEvent(
                        event.path("id").asText(),
                        event.path("type").asText(),
                        event.at("/data/object/id").asText(),
                        null,
                        Instant.EPOCH))
                .filter(event -> MoneyBack.TYPES.contains(event.type()))
                .toList());
        Collections.reverse(news);
        told = all.size();
        return news;
    }

    /** Tells a node, of one event after the other. */
    static void tell(Clawbacks node, List<StripeEvent> events) {
        events.forEach(node::handle);
    }

    Wallet wallet(Paid paid) {
        return Sql.on(pool)
                .first(
                        "SELECT balance_units, frozen_units, debt_units FROM account WHERE id = ?",
                        row -> new Wallet(row.getLong(1), row.getLong(2), row.getLong(3)),
                        paid.accountId)
                .orElseThrow();
    }

    String status(Paid paid) {
        return Sql.on(pool)
                .first("SELECT status FROM purchase WHERE id = ?", row -> row.getString(1), paid.id)
                .orElseThrow();
    }

    /** The steps of a purchase, as in {@code CLAWBACK 5000}, in order. */
    List<String> steps(Paid paid) {
        return Sql.on(pool)
                .list(
                        "SELECT step, decided_micros / 1000000 FROM purchase_reversal WHERE purchase_id = ? ORDER BY number",
                        row -> row.getString(1) + " " + row.getLong(2),
                        paid.id);
    }

    List<String> violations() {
        return LedgerChecks.violations(database.url());
    }

    @Override
    public void close() {
        simulator.close();
        books.close();
        pool.close();
        database.drop();
    }
}
