package com.wevion.credits.purchase;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.stripe.Cents;
import java.time.Instant;
import java.util.UUID;

/**
 * A purchase as the API shows it.
 *
 * @param credits of the package
 * @param price of the package, in {@code unit}, without tax
 * @param unit USD
 * @param checkoutUrl the page to pay it; null unless it is pending
 * @param stripePayment Stripe's payment reference (S14); null until paid
 * @param boughtBy the person; of an automatic top-up, the person who saved its settings
 * @param problem the reason why its payment is not credited; null for none
 */
record PurchaseView(
        UUID purchaseId,
        PurchaseStatus status,
        @JsonProperty("package") String packageCode,
        String credits,
        String price,
        String unit,
        String checkoutUrl,
        Instant createdAt,
        Instant expiresAt,
        Instant paidAt,
        String stripePayment,
        String receiptUrl,
        UUID boughtBy,
        PurchaseOrigin origin,
        String problem) {

    static PurchaseView of(Purchase purchase) {
        return new PurchaseView(
                purchase.id(),
                purchase.status(),
                purchase.packageCode(),
                Unit.CREDITS.format(purchase.creditsMicros()),
                Cents.format(purchase.priceCents()),
                Unit.USD.code(),
                purchase.status() == PurchaseStatus.PENDING ? purchase.checkoutUrl() : null,
                purchase.createdAt(),
                purchase.expiresAt(),
                purchase.paidAt(),
                purchase.paymentIntent(),
                purchase.receiptUrl(),
                purchase.boughtBy(),
                purchase.payer().origin(),
                purchase.mismatch());
    }
}
