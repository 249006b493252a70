package com.wevion.credits.audit.books;

import com.wevion.credits.platform.database.DatabaseHealth;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports the result of the latest audit. A person has to look into a violation: servers keep serving, unless the operator has decided
 * otherwise.
 */
@Readiness
@ApplicationScoped
class AuditReadiness implements HealthCheck {
    /** The result of the latest audit. */
    private enum State {
        UNKNOWN,
        NEVER_RUN,
        HOLDS,
        VIOLATED
    }

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    @ConfigProperty(name = "credits.audit.violation.not.ready")
    boolean violationIsNotReady;

    @Inject
    DatabaseHealth health;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("ledger-audit");
        try {
            return health.ask("ledger-audit", () -> new AuditResults(dataSource).latest())
                    .map(latest -> of(latest, answer))
                    .orElseGet(() -> unknown(answer))
                    .build();
        } catch (ExecutionException e) {
            return unknown(answer).build();
        }
    }

    /** Reports the check as up with an unknown state: another check reports on the database. */
    private static HealthCheckResponseBuilder unknown(HealthCheckResponseBuilder answer) {
        return answer.up().withData("state", State.UNKNOWN.name());
    }

    private HealthCheckResponseBuilder of(Optional<AuditResults.Latest> latest, HealthCheckResponseBuilder answer) {
        if (latest.isEmpty()) {
            return answer.up().withData("state", State.NEVER_RUN.name());
        }
        AuditResults.Latest audit = latest.get();
        boolean violated = audit.violations() > 0;
        answer.status(!violated || !violationIsNotReady)
                .withData("state", (violated ? State.VIOLATED : State.HOLDS).name())
                .withData("violations", audit.violations())
                .withData("lastRun", audit.endedAt().toString());
        return audit.notCompared() == null ? answer : answer.withData("notCompared", audit.notCompared());
    }
}
