package com.wevion.credits.identity.key;

import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.time.RealTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The latest uses of keys on this server, which a round writes to the database: no request waits for that. Uses of the last seconds before
 * a server is killed are lost. Thread-safe.
 */
@ApplicationScoped
public class KeyUses {
    private record Use(Instant at, String from) {}

    @Inject
    ApiKeys keys;

    @Inject
    @RealTime
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.keys.used.seconds")
    long seconds;

    private final Map<UUID, Use> latest = new ConcurrentHashMap<>();

    void begin(@Observes Rounds rounds) {
        rounds.every("keys", Duration.ofSeconds(seconds), () -> write(rounds));
    }

    /** Notes a use of a key from an address. */
    public void note(UUID keyId, String from) {
        latest.put(keyId, new Use(clock.instant(), from));
    }

    private void write(Rounds rounds) {
        rounds.each(Map.copyOf(latest).entrySet(), Map.Entry::getKey, noted -> {
            keys.used(noted.getKey(), noted.getValue().at(), noted.getValue().from());
            latest.remove(noted.getKey(), noted.getValue());
        });
    }
}
