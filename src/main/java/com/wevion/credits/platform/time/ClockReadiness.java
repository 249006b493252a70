package com.wevion.credits.platform.time;

import com.wevion.credits.platform.database.DatabaseHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that this server's clock shows what its database's shows, but for {@code credits.clock.difference.seconds}. */
@Readiness
@ApplicationScoped
class ClockReadiness implements HealthCheck {
    @Inject
    ClockComparison comparison;

    @Inject
    DatabaseHealth health;

    @Override
    public HealthCheckResponse call() {
        Duration ahead = ahead();
        return HealthCheckResponse.named("clock")
                .status(comparison.agrees(ahead))
                .withData("aheadOfDatabaseMillis", ahead.toMillis())
                .withData("allowedMillis", comparison.allowed().toMillis())
                .build();
    }

    /** As it was at the last time, if the database does not answer now; whether it does is told by its own check. */
    private Duration ahead() {
        try {
            return health.ask("clock", comparison::ahead).orElseGet(comparison::last);
        } catch (ExecutionException e) {
            return comparison.last();
        }
    }
}
