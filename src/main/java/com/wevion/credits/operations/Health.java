package com.wevion.credits.operations;

import com.wevion.credits.operations.HealthReport.Check;
import com.wevion.credits.platform.OneLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;

/** Answers probes. Each check ends within a time of its own, even while the database stalls. Thread-safe. */
@ApplicationScoped
class Health {
    private static final HealthReport LIVE = HealthReport.of(List.of());

    @Inject
    @Readiness
    Instance<HealthCheck> checks;

    /** The process answers, whatever it waits for: starting it anew would help nobody. */
    HealthReport live() {
        return LIVE;
    }

    /** The readiness report: UP if a load balancer may send requests here. */
    HealthReport ready() {
        return HealthReport.of(checks.stream().map(Health::look).toList());
    }

    private static Check look(HealthCheck check) {
        try {
            return Check.of(check.call());
        } catch (RuntimeException e) { // a check that fails must not hide the others
            return new Check(check.getClass().getSimpleName(), Status.DOWN, Map.of("reason", OneLine.of(e.toString())));
        }
    }
}
