package com.wevion.credits.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that this server's clock shows what its database's shows, but for {@code credits.clock.difference.seconds}. */
@Readiness
@ApplicationScoped
class ClockReadiness implements HealthCheck {
    @Inject
    ClockComparison comparison;

    @Override
    public HealthCheckResponse call() {
        Duration ahead = comparison.ahead();
        return HealthCheckResponse.named("clock")
                .status(comparison.agrees(ahead))
                .withData("aheadOfDatabaseMillis", ahead.toMillis())
                .withData("allowedMillis", comparison.allowed().toMillis())
                .build();
    }
}
