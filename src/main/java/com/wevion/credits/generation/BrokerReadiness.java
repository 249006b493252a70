package com.wevion.credits.generation;

import com.wevion.credits.platform.DatabaseFailure;
import com.wevion.credits.platform.Unavailable;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Shows how it is about the broker. Ready in any case: without the broker jobs are taken all the same, and wait in the outbox. */
@Readiness
@ApplicationScoped
class BrokerReadiness implements HealthCheck {
    @Inject
    BrokerConnection broker;

    @Inject
    Outbox outbox;

    @Override
    public HealthCheckResponse call() {
        BrokerConnection.State state = broker.state();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("broker")
                .up()
                .withData("connected", state.connected())
                .withData("status", state.status().name());
        if (state.since() != null) {
            answer.withData("since", state.since().toString());
        }
        oldest().ifPresent(at -> answer.withData("outboxOldestAt", at.toString()));
        return answer.build();
    }

    /** None also while the database is away, of which another check tells. */
    private Optional<Instant> oldest() {
        try {
            return outbox.oldest();
        } catch (DatabaseFailure | Unavailable | EJBException e) {
            return Optional.empty();
        }
    }
}
