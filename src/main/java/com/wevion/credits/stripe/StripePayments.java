package com.wevion.credits.stripe;

import com.stripe.model.Charge;
import com.stripe.model.HasId;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeCollection;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.checkout.SessionListParams;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * The payments at Stripe for our purchases: by Checkout Sessions and by automatic top-ups. Asks Stripe, so never inside a transaction.
 * Thread-safe.
 */
@ApplicationScoped
public class StripePayments {
    /**
     * A payment that Stripe has received.
     *
     * @param paymentIntent Stripe's name for the payment
     * @param sessionId the Checkout Session in which it was made; null for an automatic top-up
     * @param purchaseId the purchase that it names
     * @param cents with tax, in the smallest unit of the currency
     * @param currency ISO 4217, in lower case
     * @param paidAt the time of the charge
     */
    public record PaidPayment(
            String paymentIntent, String sessionId, UUID purchaseId, long cents, String currency, Instant paidAt) {
        static PaidPayment ofTopUp(String paymentIntent, UUID purchaseId, long cents, String currency, Instant paidAt) {
            return new PaidPayment(paymentIntent, null, purchaseId, cents, currency, paidAt);
        }
    }

    /** More was paid than is compared in one go. */
    public static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany(long pages) {
            super("Stripe has more payments of the time than " + pages + " pages of " + Stripe.PAGE);
        }
    }

    /** The name of the purchase's id in the metadata of what is paid. */
    public static final String PURCHASE = "purchaseId";

    private static final int RETRIES = 2;
    private static final String CHARGE = "latest_charge";

    @Inject
    Stripe stripe;

    @Inject
    @ConfigProperty(name = "credits.audit.payment.pages")
    long maxPages;

    /** True if Stripe is set up. */
    public boolean isSetUp() {
        return stripe.isSetUp();
    }

    /**
     * The payments whose session or payment intent was begun in a time, each once. A session is paid up to a day after it was
     * begun, and a bank debit later still.
     *
     * @throws Unavailable if Stripe does not answer, asked several times
     * @throws TooMany if there are more than are read
     */
    @Retry(maxRetries = RETRIES, retryOn = Unavailable.class) // reading can be repeated
    public List<PaidPayment> paid(Instant from, Instant until) {
        Map<String, PaidPayment> byIntent = new LinkedHashMap<>();
        each(
                client -> client.v1().checkout().sessions().list(sessions(from, until)),
                session -> ofSession(session).ifPresent(paid -> byIntent.put(paid.paymentIntent(), paid)));
        each(
                client -> client.v1().paymentIntents().list(intents(from, until)),
                intent -> ofIntent(intent).ifPresent(paid -> byIntent.putIfAbsent(paid.paymentIntent(), paid)));
        return List.copyOf(byIntent.values());
    }

    /**
     * A single payment.
     *
     * @return empty if Stripe does not know it, or has not received it
     * @throws Unavailable if Stripe does not answer, asked several times
     * @throws StripeRefused if Stripe does not tell
     */
    @Retry(maxRetries = RETRIES, retryOn = Unavailable.class)
    public Optional<PaidPayment> find(String paymentIntent) {
        PaymentIntentRetrieveParams withCharge =
                PaymentIntentRetrieveParams.builder().addExpand(CHARGE).build();
        try {
            return ofIntent(stripe.ask(client -> client.v1().paymentIntents().retrieve(paymentIntent, withCharge)));
        } catch (StripeRefused e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Hands over the objects one by one: Stripe's answer is a hundred times as large as the part that is kept. */
    private <T extends HasId> void each(Stripe.Request<StripeCollection<T>> list, Consumer<T> taken) {
        stripe.through(list, all -> {
            long left = Math.multiplyExact(maxPages, Stripe.PAGE);
            for (T one : all) {
                if (left == 0) {
                    throw new TooMany(maxPages);
                }
                left--;
                taken.accept(one);
            }
            return null;
        });
    }

    private static SessionListParams sessions(Instant from, Instant until) {
        return SessionListParams.builder()
                .setLimit(Stripe.PAGE)
                .setStatus(SessionListParams.Status.COMPLETE)
                .setCreated(SessionListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .setLt(until.getEpochSecond())
                        .build())
                .addExpand("data.payment_intent.latest_charge")
                .build();
    }

    private static PaymentIntentListParams intents(Instant from, Instant until) {
        return PaymentIntentListParams.builder()
                .setLimit(Stripe.PAGE)
                .setCreated(PaymentIntentListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .setLt(until.getEpochSecond())
                        .build())
                .addExpand("data.latest_charge")
                .build();
    }

    /** Empty for what is not paid, or none of ours. */
    private Optional<PaidPayment> ofSession(Session session) {
        PaymentIntent intent = session.getPaymentIntentObject();
        if (!"paid".equals(session.getPaymentStatus())
                || intent == null
                || session.getLivemode() != stripe.isLive()
                || session.getMetadata() == null) {
            return Optional.empty();
        }
        return Ids.find(session.getMetadata().get(PURCHASE))
                .map(purchase -> new PaidPayment(
                        intent.getId(),
                        session.getId(),
                        purchase,
                        session.getAmountTotal(),
                        session.getCurrency(),
                        paidAt(intent)));
    }

    private Optional<PaidPayment> ofIntent(PaymentIntent intent) {
        if (!"succeeded".equals(intent.getStatus())
                || intent.getLivemode() != stripe.isLive()
                || intent.getMetadata() == null) {
            return Optional.empty();
        }
        return Ids.find(intent.getMetadata().get(PURCHASE))
                .map(purchase -> PaidPayment.ofTopUp(
                        intent.getId(), purchase, intent.getAmountReceived(), intent.getCurrency(), paidAt(intent)));
    }

    private static Instant paidAt(PaymentIntent intent) {
        Charge charge = intent.getLatestChargeObject();
        return Instant.ofEpochSecond(charge == null ? intent.getCreated() : charge.getCreated());
    }
}
