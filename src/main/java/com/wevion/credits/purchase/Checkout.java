package com.wevion.credits.purchase;

import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionListParams;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.OutcomeUnknown;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.stripe.Customers;
import com.wevion.credits.stripe.Stripe;
import com.wevion.credits.stripe.StripeFailed;
import com.wevion.credits.stripe.StripePayments;
import com.wevion.credits.stripe.StripeRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the Checkout Session of a purchase, one however often it is asked for: the purchase's id is the idempotency key. */
@ApplicationScoped
class Checkout {
    private static final Logger LOG = Logger.getLogger(Checkout.class.getName());
    /** Stripe takes no session that ends sooner than in half an hour; a minute for clocks that differ. */
    private static final Duration SHORTEST = Duration.ofMinutes(31);
    /** By which Stripe's clock may be behind. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    @Inject
    Stripe stripe;

    @Inject
    PurchaseBook book;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.purchase.automatic.tax")
    boolean automaticTax;

    @Inject
    @ConfigProperty(name = "credits.purchase.invoice")
    boolean invoice;

    @Inject
    @ConfigProperty(name = "credits.purchase.sweep.seconds")
    long sweepSeconds;

    /**
     * The purchase with its session; if its time ended before there was a session, it has expired.
     *
     * @throws Unavailable if Stripe does not answer; a retry continues from here
     */
    Purchase open(Purchase purchase) {
        if (purchase.status() != PurchaseStatus.PENDING || purchase.sessionId() != null) {
            return purchase;
        }
        if (purchase.expiresAt().isBefore(clock.instant().plus(SHORTEST))) {
            book.ended(purchase.id(), PurchaseStatus.EXPIRED);
            return book.find(purchase.id()).orElseThrow();
        }
        try {
            Session session = make(purchase);
            book.opened(
                    purchase.id(),
                    session.getId(),
                    session.getUrl(),
                    clock.instant().plusSeconds(sweepSeconds));
            Purchase opened = book.find(purchase.id()).orElseThrow();
            if (opened.status() == PurchaseStatus.EXPIRED) { // given up while it was being made
                expire(session.getId());
            }
        } catch (StripeRefused e) {
            LOG.log(Level.SEVERE, "Stripe makes no session for purchase {0}: {1}", new Object[] {
                purchase.id(), OneLine.of(e.getMessage())
            });
            throw new OutcomeUnknown("Stripe does not accept the purchase at the moment.");
        }
        return book.find(purchase.id()).orElseThrow();
    }

    /**
     * Ends a session, so that nobody can pay by it; one that is paid or over stays as it is, which asking for it tells.
     *
     * @throws Unavailable if Stripe does not answer
     */
    void expire(String sessionId) {
        try {
            stripe.ask(client -> client.v1().checkout().sessions().expire(sessionId));
        } catch (StripeRefused e) {
            LOG.log(Level.FINE, "Session {0} is not open: {1}", new Object[] {sessionId, OneLine.of(e.getMessage())});
        }
    }

    /**
     * Makes the session. Stripe keeps an answer, also that it failed, for the key: where it has made the session before it failed,
     * only looking for it helps.
     */
    private Session make(Purchase purchase) {
        try {
            return stripe.ask(client -> client.v1()
                    .checkout()
                    .sessions()
                    .create(parameters(purchase), Stripe.once(purchase.id().toString())));
        } catch (StripeFailed e) {
            return find(purchase).orElseThrow(() -> e);
        }
    }

    /**
     * The session that Stripe has of a purchase, however many others it has made since: the first attempt made it, or any later
     * one until now.
     */
    Optional<Session> find(Purchase purchase) {
        SessionListParams.Builder sinceItWasBegun = SessionListParams.builder()
                .setLimit(Stripe.PAGE)
                .setCreated(SessionListParams.Created.builder()
                        .setGte(purchase.createdAt().minus(CLOCKS_DIFFER).getEpochSecond())
                        .build());
        if (purchase.payer().customerId() != null) {
            sinceItWasBegun.setCustomer(purchase.payer().customerId());
        }
        return stripe.find(
                client -> client.v1().checkout().sessions().list(sinceItWasBegun.build()),
                session -> purchase.id().toString().equals(session.getClientReferenceId()));
    }

    /** The same for every repetition, or Stripe would not take the key again. */
    private SessionCreateParams parameters(Purchase purchase) {
        Map<String, String> names = names(purchase);
        Payer payer = purchase.payer();
        SessionCreateParams.PaymentIntentData.Builder intent =
                SessionCreateParams.PaymentIntentData.builder().putAllMetadata(names);
        if (payer.savesCard()) {
            intent.setSetupFutureUsage(SessionCreateParams.PaymentIntentData.SetupFutureUsage.OFF_SESSION);
        }
        SessionCreateParams.Builder session = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId(purchase.id().toString())
                .putAllMetadata(names)
                .setPaymentIntentData(intent.build())
                .addLineItem(lineItem(purchase))
                .setSuccessUrl(ReturnUrls.with(purchase, "paid"))
                .setCancelUrl(ReturnUrls.with(purchase, "cancelled"))
                .setExpiresAt(purchase.expiresAt().getEpochSecond());
        if (payer.customerId() != null) {
            session.setCustomer(payer.customerId());
        }
        if (automaticTax
                && payer.customerId() != null) { // the address that the tax depends on is asked for at the checkout
            session.setCustomerUpdate(SessionCreateParams.CustomerUpdate.builder()
                    .setAddress(SessionCreateParams.CustomerUpdate.Address.AUTO)
                    .build());
        }
        if (automaticTax) {
            session.setAutomaticTax(
                    SessionCreateParams.AutomaticTax.builder().setEnabled(true).build());
        }
        if (invoice) {
            session.setInvoiceCreation(SessionCreateParams.InvoiceCreation.builder()
                    .setEnabled(true)
                    .build());
        }
        return session.build();
    }

    /** The metadata of Stripe's objects: the purchase and the team they belong to. */
    static Map<String, String> names(Purchase purchase) {
        return Map.of(
                StripePayments.PURCHASE,
                purchase.id().toString(),
                Customers.TEAM,
                purchase.teamId().toString());
    }

    /** The product name that the buyer reads on bills and receipts. */
    static String title(Purchase purchase) {
        return "%s AI credits (%s)".formatted(grouped(purchase.creditsMicros()), purchase.packageCode());
    }

    private static LineItem lineItem(Purchase purchase) {
        return LineItem.builder()
                .setQuantity(1L)
                .setPriceData(LineItem.PriceData.builder()
                        .setCurrency("usd")
                        .setUnitAmount(purchase.priceCents())
                        .setProductData(LineItem.PriceData.ProductData.builder()
                                .setName(title(purchase))
                                .build())
                        .build())
                .build();
    }

    private static String grouped(long creditsMicros) {
        String[] parts = Unit.CREDITS.format(creditsMicros).split("\\.");
        String whole = String.format(Locale.ROOT, "%,d", Long.parseLong(parts[0]));
        return parts.length == 1 ? whole : whole + "." + parts[1];
    }
}
