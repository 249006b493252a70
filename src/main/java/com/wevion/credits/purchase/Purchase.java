package com.wevion.credits.purchase;

import com.wevion.credits.catalog.CreditPackage;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.stripe.Cents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A purchase at one moment.
 *
 * @param id also the idempotency key towards Stripe and the operation id of the entry
 * @param creditsMicros of the package when it was chosen
 * @param priceCents of the package when it was chosen, without tax
 * @param returnUrl null for an automatic top-up
 * @param expiresAt the time at which the session ends by itself; of an automatic top-up, the time of the last retry
 * @param sessionId null until Stripe has answered, and for an automatic top-up
 * @param paymentIntent null until paid
 * @param paidCents with tax; null until paid
 * @param mismatch the reason why a payment is not credited; null for none
 */
record Purchase(
        UUID id,
        UUID teamId,
        long accountId,
        byte[] fingerprint,
        UUID boughtBy,
        String packageCode,
        int catalogVersion,
        long creditsMicros,
        long priceCents,
        String returnUrl,
        PurchaseStatus status,
        Instant createdAt,
        Instant expiresAt,
        String sessionId,
        String checkoutUrl,
        String paymentIntent,
        Long paidCents,
        Instant paidAt,
        String receiptUrl,
        String mismatch,
        Payer payer) {

    static Purchase read(ResultSet row) throws SQLException {
        return new Purchase(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "team_id"),
                row.getLong("account_id"),
                row.getBytes("fingerprint"),
                Sql.uuid(row, "bought_by"),
                row.getString("package"),
                row.getInt("catalog_version"),
                row.getLong("credits_micros"),
                row.getLong("price_cents"),
                row.getString("return_url"),
                PurchaseStatus.valueOf(row.getString("status")),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "expires_at"),
                row.getString("session_id"),
                row.getString("checkout_url"),
                row.getString("payment_intent"),
                Sql.nullableLong(row, "paid_cents"),
                Sql.instant(row, "paid_at"),
                row.getString("receipt_url"),
                row.getString("mismatch"),
                Payer.read(row));
    }

    /** A new one, of which Stripe does not know yet. */
    static Purchase begun(
            UUID id,
            UUID teamId,
            long accountId,
            byte[] fingerprint,
            UUID boughtBy,
            CreditPackage wanted,
            int catalogVersion,
            String returnUrl,
            Instant createdAt,
            Instant expiresAt,
            Payer payer) {
        return new Purchase(
                id,
                teamId,
                accountId,
                fingerprint,
                boughtBy,
                wanted.code(),
                catalogVersion,
                wanted.creditsMicros(),
                Cents.of(wanted.priceNanos()),
                returnUrl,
                PurchaseStatus.PENDING,
                createdAt,
                expiresAt,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                payer);
    }

    /** True if Stripe has an object that can be asked about. */
    boolean isAtStripe() {
        return sessionId != null || payer.intentId() != null;
    }

    boolean isPaid() {
        return paidAt != null;
    }
}
