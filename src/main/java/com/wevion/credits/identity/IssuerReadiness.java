package com.wevion.credits.identity;

import com.wevion.credits.platform.Development;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows how old the keys of the issuers are, and whether anybody can be anybody. It is always up: a provider that is ill takes no
 * server out of service, which knows its pages and the callers of other issuers all the same.
 */
@Readiness
@ApplicationScoped
class IssuerReadiness implements HealthCheck {
    @Inject
    Issuers issuers;

    @Inject
    Development development;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("issuers").up().withData("developmentIssuer", development.isOn());
        issuers.all().forEach(issuer -> show(issuer, answer));
        return answer.build();
    }

    private static void show(Issuer issuer, HealthCheckResponseBuilder answer) {
        if (issuer.keys() instanceof FetchedKeys keys) {
            answer.withData(
                    issuer.name() + ".keysAgeSeconds",
                    keys.age().map(Duration::toSeconds).map(String::valueOf).orElse("never fetched"));
        }
    }
}
