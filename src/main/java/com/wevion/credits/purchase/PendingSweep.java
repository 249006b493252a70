package com.wevion.credits.purchase;

import com.wevion.credits.platform.Rounds;
import com.wevion.credits.stripe.Stripe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks Stripe about purchases that are pending, so that one whose events were lost is credited all the same. Every node
 * looks; each purchase is claimed by one, and asked about less often the older it gets.
 */
@ApplicationScoped
class PendingSweep {
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);

    @Inject
    Stripe stripe;

    @Inject
    PurchaseBook book;

    @Inject
    Fulfilment fulfilment;

    @Inject
    @ConfigProperty(name = "credits.purchase.sweep.seconds")
    long sweepSeconds;

    @Inject
    @ConfigProperty(name = "credits.purchase.sweep.batch")
    int batch;

    void begin(@Observes Rounds rounds) {
        if (stripe.isSetUp()) {
            rounds.every(
                    "pending-purchases",
                    BETWEEN_ROUNDS,
                    () -> rounds.each(
                            book.due(batch, Duration.ofSeconds(sweepSeconds)), Purchase::id, fulfilment::ask));
        }
    }
}
