package com.wevion.credits.purchase;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.stripe.Cents;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.AuditLog;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The rows of purchases; that one is paid is written by the ledger, together with its entry. Thread-safe. */
@ApplicationScoped
class PurchaseBook {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Clock clock;

    @Inject
    AuditLog audit;

    /** Records what somebody set out to buy, unless its key is taken; the sweeper looks after it from then on. */
    void insert(Purchase purchase, String idempotencyKey, Instant dueAt) {
        Sql.on(dataSource).together(sql -> insert(sql, purchase, idempotencyKey, dueAt));
    }

    /** The same, in a transaction of the caller's. */
    int insert(Sql sql, Purchase purchase, String idempotencyKey, Instant dueAt) {
        int inserted = sql.update(
                """
                INSERT INTO purchase (id, team_id, account_id, idempotency_key, fingerprint, bought_by, package,
                                      catalog_version, credits_micros, price_cents, return_url, created_at, expires_at, due_at,
                                      origin, customer_id, saves_card, payment_method)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT ON CONSTRAINT purchase_key_unique DO NOTHING""",
                purchase.id(),
                purchase.teamId(),
                purchase.accountId(),
                idempotencyKey,
                purchase.fingerprint(),
                purchase.boughtBy(),
                purchase.packageCode(),
                purchase.catalogVersion(),
                purchase.creditsMicros(),
                purchase.priceCents(),
                purchase.returnUrl(),
                purchase.createdAt(),
                purchase.expiresAt(),
                dueAt,
                purchase.payer().origin().name(),
                purchase.payer().customerId(),
                purchase.payer().savesCard(),
                purchase.payer().paymentMethod());
        if (inserted == 1) {
            audit.record(sql, begun(purchase));
        }
        return inserted;
    }

    private static AuditEvent begun(Purchase purchase) {
        return AuditEvent.of(
                        AuditAction.PURCHASE_BEGUN,
                        "purchase",
                        purchase.id(),
                        null,
                        Map.of(
                                "package", purchase.packageCode(),
                                "price", Cents.format(purchase.priceCents()),
                                "origin", purchase.payer().origin().name()))
                .in(purchase.teamId());
    }

    Optional<Purchase> find(UUID id) {
        return Sql.on(dataSource).first("SELECT * FROM purchase WHERE id = ?", Purchase::read, id);
    }

    Optional<Purchase> byKey(UUID teamId, String idempotencyKey) {
        return Sql.on(dataSource)
                .first(
                        "SELECT * FROM purchase WHERE team_id = ? AND idempotency_key = ?",
                        Purchase::read,
                        teamId,
                        idempotencyKey);
    }

    Optional<Purchase> byPayment(String paymentIntent) {
        return Sql.on(dataSource)
                .first("SELECT * FROM purchase WHERE payment_intent = ?", Purchase::read, paymentIntent);
    }

    /** A page of a team's purchases, the newest first. */
    Page<Purchase> page(UUID teamId, UUID boughtBy, int limit, String cursor) {
        UUID before = Paging.beforeId(cursor);
        List<Purchase> rows = Sql.on(dataSource)
                .list(
                        "SELECT * FROM purchase WHERE team_id = ? AND (?::uuid IS NULL OR bought_by = ?::uuid) AND id < ?"
                                + " ORDER BY id DESC LIMIT ?",
                        Purchase::read,
                        teamId,
                        boughtBy,
                        boughtBy,
                        before,
                        limit + 1);
        return Paging.byId(rows, limit, Purchase::id);
    }

    /** Records the Checkout Session that Stripe made for it. */
    void opened(UUID id, String sessionId, String checkoutUrl, Instant dueAt) {
        Sql.on(dataSource)
                .update(
                        "UPDATE purchase SET session_id = ?, checkout_url = ?, due_at = ? WHERE id = ? AND session_id IS NULL",
                        sessionId,
                        checkoutUrl,
                        dueAt,
                        id);
    }

    /** Records the payment intent that Stripe made for an automatic top-up. */
    void charged(UUID id, String intentId) {
        Sql.on(dataSource).update("UPDATE purchase SET intent_id = ? WHERE id = ? AND intent_id IS NULL", intentId, id);
    }

    /** Records that it will not be paid, if it has not been, and asks no more; should it be paid all the same, it is credited. */
    void ended(UUID id, PurchaseStatus status) {
        Sql.on(dataSource)
                .update(
                        "UPDATE purchase SET status = CASE status WHEN 'PENDING' THEN ? ELSE status END, due_at = NULL"
                                + " WHERE id = ? AND paid_at IS NULL",
                        status.name(),
                        id);
    }

    /** Keeps what was paid from being credited, until an operator has looked at it. */
    void quarantine(UUID id, String reason) {
        Sql.on(dataSource).update("UPDATE purchase SET mismatch = ?, due_at = NULL WHERE id = ?", reason, id);
    }

    /** Claims some that Stripe is to be asked about, and puts off the next time, by longer the older they are. */
    List<Purchase> due(int max, Duration shortest) {
        return Sql.on(dataSource)
                .list(
                        """
                        UPDATE purchase SET due_at = ?::timestamptz + greatest(? * interval '1 second', (?::timestamptz - created_at) / 4)
                         WHERE id = ANY (ARRAY(SELECT id FROM purchase WHERE due_at <= ? ORDER BY due_at LIMIT ?
                                                  FOR UPDATE SKIP LOCKED))
                        RETURNING *""",
                        Purchase::read,
                        clock.instant(),
                        shortest.toSeconds(),
                        clock.instant(),
                        clock.instant(),
                        max);
    }
}
