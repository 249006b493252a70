package com.wevion.credits.invoice.fetch;

import com.wevion.credits.platform.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Fetches costs where a provider has a key. */
@ApplicationScoped
class FetchRounds {
    @Inject
    CostFetch fetch;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.poll.seconds")
    long pollSeconds;

    void begin(@Observes Rounds rounds) {
        if (fetch.hasSources()) {
            rounds.atOnceAndEvery("cost-fetch", Duration.ofSeconds(pollSeconds), fetch::fetchDue);
        }
    }
}
