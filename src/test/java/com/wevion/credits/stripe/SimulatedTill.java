package com.wevion.credits.stripe;

import com.stripe.model.Customer;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.wevion.credits.dev.stripe.PaymentBehaviour;
import com.wevion.credits.dev.stripe.StripeSimulator;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;

/** A shop at a Stripe simulator of its own, and the reading of its balance without a server. */
public final class SimulatedTill implements AutoCloseable {
    private final StripeSimulator simulator;
    private final Stripe stripe;

    /** Its payments happen at the time of this clock. */
    public SimulatedTill(Clock clock) {
        simulator = new StripeSimulator(0, "sk_test_till", "whsec_till", () -> null, clock);
        simulator.start();
        stripe = SimulatedPayments.connection(simulator, 100);
    }

    public StripeSimulator simulator() {
        return simulator;
    }

    /** Stripe's name of a new customer. */
    public String customer() {
        CustomerCreateParams ada =
                CustomerCreateParams.builder().setEmail("ada@example.com").build();
        Customer made = stripe.ask(client -> client.v1().customers().create(ada));
        return made.getId();
    }

    /** Pays for a purchase; the payment intent. */
    public String pay(UUID purchaseId, long cents) {
        return pay(customer(), purchaseId, cents, "usd");
    }

    /** A customer pays for a purchase, or for something else if that is null; the payment intent. */
    public String pay(String customer, UUID purchaseId, long minor, String currency) {
        PaymentIntentCreateParams.Builder payment = PaymentIntentCreateParams.builder()
                .setAmount(minor)
                .setCurrency(currency)
                .setCustomer(customer)
                .setPaymentMethod(simulator.savePaymentMethod(customer, PaymentBehaviour.SUCCEEDS))
                .setOffSession(true)
                .setConfirm(true);
        if (purchaseId != null) {
            payment.putMetadata(StripePayments.PURCHASE, purchaseId.toString());
        }
        return stripe.ask(client -> client.v1().paymentIntents().create(payment.build()))
                .getId();
    }

    /** The reading of its balance into a database, of so many pages at most. */
    public StripeBalance balance(DataSource dataSource, Clock clock, long maxPages) {
        StripeBalance balance = new StripeBalance();
        balance.stripe = stripe;
        balance.clock = clock;
        balance.dataSource = dataSource;
        balance.maxPages = maxPages;
        balance.againDays = 2;
        balance.payoutDays = 30;
        balance.open();
        return balance;
    }

    @Override
    public void close() {
        simulator.close();
    }
}
