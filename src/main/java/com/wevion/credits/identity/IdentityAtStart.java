package com.wevion.credits.identity;

import com.wevion.credits.platform.Development;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Has the keys of all issuers fetched before the first caller comes, if the issuers answer, and shows their ages at
 * {@code /metrics}. Settings that would let in the wrong callers, or none, fail the start.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class IdentityAtStart {
    private static final Logger LOG = Logger.getLogger(IdentityAtStart.class.getName());

    /** The metric's value for keys that were never fetched. */
    private static final long NEVER = -1;

    @Inject
    Issuers issuers;

    @Inject
    Development development;

    @Inject
    MeterRegistry registry;

    @Inject
    @ConfigProperty(name = "credits.identity.call.timeout.millis")
    long callMillis;

    @PostConstruct
    void begin() {
        issuers.all().forEach(this::show);
        issuers.awaitKeys(Duration.ofMillis(callMillis));
        if (development.isOn()) {
            LOG.log(Level.WARNING, "This is the embedded default: tokens are issued to whoever asks.");
        }
    }

    private void show(Issuer issuer) {
        if (issuer.keys() instanceof FetchedKeys keys) {
            Gauge.builder(
                            "credits.identity.keys.age",
                            () -> keys.age().map(Duration::toSeconds).orElse(NEVER))
                    .description("Seconds since the keys of an issuer were fetched; -1 if they never were")
                    .baseUnit("seconds")
                    .tag("issuer", issuer.name())
                    .register(registry);
        }
    }
}
