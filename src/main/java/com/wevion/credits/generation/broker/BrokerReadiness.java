package com.wevion.credits.generation.broker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
        return answer.build();
    }
}
