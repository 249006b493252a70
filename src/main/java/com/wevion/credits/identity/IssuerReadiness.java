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
 * Shows the age of the issuers' keys, and whether the development issuer is on. It is always up: a provider in trouble takes no
 * server out of service, since pages and the callers of other issuers can still be authenticated.
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
