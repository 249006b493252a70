package com.wevion.credits.audit.books;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.service.V1Services;
import com.wevion.credits.audit.ChainAudits;
import com.wevion.credits.dev.stripe.PaymentBehaviour;
import com.wevion.credits.dev.stripe.StripeSimulator;
import com.wevion.credits.ledger.Book;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.stripe.StripePayments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** A book, a shop at the Stripe simulator, and the audit that looks at both. */
final class AuditedBook implements AutoCloseable {
    static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    private static final Instant FROM = CLOCK.instant().minus(Duration.ofDays(1));
    private static final Instant UNTIL = CLOCK.instant().plus(Duration.ofDays(1));

    final Book book = new Book();
    final AccountState wallet = book.wallet(10);
    final StripeSimulator stripe = simulator();

    private static StripeSimulator simulator() {
        StripeSimulator simulator = new StripeSimulator(0, "sk_test_audit", "whsec_audit", () -> null, CLOCK);
        simulator.start();
        return simulator;
    }

    LedgerAudit ledgerAudit(StripePayments payments) {
        LedgerAudit audit = new LedgerAudit();
        audit.dataSource = book.pool();
        audit.chains = ChainAudits.of(book.pool());
        audit.payments = payments;
        audit.clock = CLOCK;
        audit.maxRows = 3;
        audit.wholeLogDay = Optional.empty();
        audit.lookbackDays = 3;
        return audit;
    }

    AuditResult audit(LedgerAudit audit) {
        return audit.audit(FROM, UNTIL, (rows, expected) -> {});
    }

    /** Pays a session for a purchase at Stripe; its payment intent. */
    String pay(UUID purchaseId, long cents) {
        SessionCreateParams order = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("https://shop.example/done")
                .setClientReferenceId(purchaseId.toString())
                .putMetadata("purchaseId", purchaseId.toString())
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata("purchaseId", purchaseId.toString())
                        .build())
                .addLineItem(LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(LineItem.PriceData.builder()
                                .setCurrency("usd")
                                .setUnitAmount(cents)
                                .setProductData(LineItem.PriceData.ProductData.builder()
                                        .setName("Credits")
                                        .build())
                                .build())
                        .build())
                .build();
        try {
            String session = api().checkout().sessions().create(order).getId();
            stripe.pay(session);
            return stripe.session(session).get("payment_intent").textValue();
        } catch (StripeException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Pays a purchase by a saved card, as automatic top-up does; the payment intent. */
    String payBySavedCard(UUID purchaseId, long cents) {
        V1Services api = api();
        try {
            String customer = api.customers()
                    .create(CustomerCreateParams.builder()
                            .setEmail("ada@example.com")
                            .build())
                    .getId();
            return api.paymentIntents()
                    .create(PaymentIntentCreateParams.builder()
                            .setAmount(cents)
                            .setCurrency("usd")
                            .setCustomer(customer)
                            .setPaymentMethod(stripe.savePaymentMethod(customer, PaymentBehaviour.SUCCEEDS))
                            .setOffSession(true)
                            .setConfirm(true)
                            .putMetadata("purchaseId", purchaseId.toString())
                            .build())
                    .getId();
        } catch (StripeException e) {
            throw new IllegalStateException(e);
        }
    }

    private V1Services api() {
        return StripeClient.builder()
                .setApiKey(stripe.secretKey())
                .setApiBase(stripe.baseUrl())
                .build()
                .v1();
    }

    /** Books a purchase with its entry, as {@code Fulfilment} does, but without the chain's hash. */
    void book(UUID purchaseId, String paymentIntent, long paidCents, long entryMicros) {
        tamper("""
                INSERT INTO purchase (id, team_id, account_id, idempotency_key, fingerprint, bought_by, package, catalog_version,
                    credits_micros, price_cents, return_url, status, created_at, expires_at, payment_intent, paid_cents, paid_at)
                VALUES ('%s', '%s', %d, '%s', sha256(''), gen_random_uuid(), 'STARTER', 1, 5000000000, 500, '', 'PAID', now(), now(),
                    '%s', %d, now());
                """.formatted(purchaseId, wallet.teamId(), wallet.accountId(), purchaseId, paymentIntent, paidCents)
                + entry(purchaseId, entryMicros));
    }

    String entry(UUID operationId, long units) {
        return """
                INSERT INTO entry SELECT account_id, max(sequence) + 1, '%s', now(), 'PURCHASE', 'PURCHASE', %d, 0, 0, NULL, NULL, NULL,
                    NULL, '{}', sha256('') FROM entry WHERE account_id = %d GROUP BY account_id""".formatted(operationId, units, wallet.accountId());
    }

    void tamper(String sql) {
        book.database().executeAsSuperuser(sql);
    }

    @Override
    public void close() {
        stripe.close();
        book.close();
    }
}
