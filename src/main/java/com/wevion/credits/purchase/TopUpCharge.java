package com.wevion.credits.purchase;

import com.stripe.model.Customer;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentMethodListParams;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.stripe.Customers;
import com.wevion.credits.stripe.Stripe;
import com.wevion.credits.stripe.StripePayments;
import com.wevion.credits.stripe.StripeRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The payment intent of an automatic top-up, one however often it is asked for: the purchase's id is the idempotency key,
 * and as Stripe forgets keys after a day, none is made when the purchase is over. Thread-safe.
 */
@ApplicationScoped
class TopUpCharge {
    private static final Logger LOG = Logger.getLogger(TopUpCharge.class.getName());
    private static final String EXPANDED = "latest_charge";
    private static final PaymentIntentRetrieveParams WITH_CHARGE =
            PaymentIntentRetrieveParams.builder().addExpand(EXPANDED).build();
    /** By which Stripe's clock may differ from ours. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    @Inject
    Stripe stripe;

    @Inject
    Customers customers;

    @Inject
    PurchaseBook book;

    @Inject
    TopUpBook topUps;

    @Inject
    Clock clock;

    /**
     * The team's customer, made if there is none.
     *
     * @throws Unavailable if Stripe does not answer, or does not want such a customer
     */
    String customer(UUID teamId) {
        try {
            return customers.of(teamId);
        } catch (StripeRefused e) {
            LOG.log(Level.SEVERE, "Stripe makes no customer for team {0}: {1}", new Object[] {
                teamId, OneLine.of(e.getMessage())
            });
            throw new Unavailable("Stripe does not accept the team as a customer at the moment.");
        }
    }

    /** The payment method that a customer's top-ups are paid by: the default one, or else the newest. */
    Optional<String> paymentMethod(String customerId) {
        try {
            Customer customer = stripe.ask(client -> client.v1().customers().retrieve(customerId));
            if (Boolean.TRUE.equals(customer.getDeleted())) {
                return Optional.empty();
            }
            return Optional.ofNullable(customer.getInvoiceSettings())
                    .map(Customer.InvoiceSettings::getDefaultPaymentMethod)
                    .or(() -> newest(customerId));
        } catch (StripeRefused e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw new Unavailable("Stripe does not say what the payment method is.");
        }
    }

    private Optional<String> newest(String customerId) {
        PaymentMethodListParams latest = PaymentMethodListParams.builder()
                .setCustomer(customerId)
                .setLimit(1L)
                .build();
        return stripe.ask(client -> client.v1().paymentMethods().list(latest)).getData().stream()
                .map(PaymentMethod::getId)
                .findFirst();
    }

    /**
     * The present payment intent. It is looked up before it is made: for the same key Stripe may always report the failure again, although
     * it made one.
     *
     * @return empty if there is none; a purchase for which Stripe refused to make one has failed
     * @throws Unavailable if Stripe does not answer; a retry continues from here
     */
    Optional<PaymentIntent> of(Purchase purchase) {
        String known = purchase.payer().intentId();
        Optional<PaymentIntent> intent =
                known == null ? found(purchase).or(() -> made(purchase)) : Optional.of(retrieve(known));
        if (known == null) {
            intent.ifPresent(one -> book.charged(purchase.id(), one.getId()));
        }
        return intent;
    }

    /** A payment intent as it is now, with its charge. */
    PaymentIntent retrieve(String intentId) {
        return stripe.ask(client -> client.v1().paymentIntents().retrieve(intentId, WITH_CHARGE));
    }

    private Optional<PaymentIntent> found(Purchase purchase) {
        PaymentIntentListParams since = PaymentIntentListParams.builder()
                .setCustomer(purchase.payer().customerId())
                .setCreated(PaymentIntentListParams.Created.builder()
                        .setGte(purchase.createdAt().minus(CLOCKS).getEpochSecond())
                        .build())
                .setLimit(Stripe.PAGE)
                .build();
        String id = purchase.id().toString();
        return stripe.find(
                        client -> client.v1().paymentIntents().list(since),
                        intent -> id.equals(intent.getMetadata().get(StripePayments.PURCHASE)))
                .map(intent -> retrieve(intent.getId()));
    }

    private Optional<PaymentIntent> made(Purchase purchase) {
        boolean over = purchase.expiresAt().isBefore(clock.instant());
        // Once it is switched off nobody is charged any more by a repetition.
        if (over || purchase.status() != PurchaseStatus.PENDING || !topUps.isEnabled(purchase.teamId())) {
            return Optional.empty();
        }
        try {
            return Optional.of(stripe.ask(client -> client.v1()
                    .paymentIntents()
                    .create(parameters(purchase), Stripe.once(purchase.id().toString()))));
        } catch (StripeRefused e) {
            if (e.paymentIntent().isEmpty()) {
                topUps.failed(purchase, TopUpFailure.of(e));
            }
            return e.paymentIntent().map(this::retrieve);
        }
    }

    /** The same for every repetition, or Stripe would not take the key again. */
    private static PaymentIntentCreateParams parameters(Purchase purchase) {
        return PaymentIntentCreateParams.builder()
                .setAmount(purchase.priceCents())
                .setCurrency("usd")
                .setCustomer(purchase.payer().customerId())
                .setPaymentMethod(purchase.payer().paymentMethod())
                .setOffSession(true)
                .setConfirm(true)
                .setAutomaticPaymentMethods(AutomaticPaymentMethods.builder()
                        .setEnabled(true)
                        .setAllowRedirects(AutomaticPaymentMethods.AllowRedirects.NEVER)
                        .build())
                .setDescription(Checkout.title(purchase))
                .putAllMetadata(Checkout.names(purchase))
                .addExpand(EXPANDED)
                .build();
    }
}
