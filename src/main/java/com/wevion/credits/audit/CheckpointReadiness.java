package com.wevion.credits.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether checkpoints are signed; a service without a key is ready all the same. */
@Readiness
@ApplicationScoped
class CheckpointReadiness implements HealthCheck {
    @Inject
    CheckpointKeys keys;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("checkpoints")
                .up()
                .withData("signed", keys.state())
                .build();
    }
}
