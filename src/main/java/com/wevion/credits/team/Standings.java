package com.wevion.credits.team;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.wevion.credits.platform.NotFound;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Remembers for a few seconds how people stand in teams, so that not every request reads it. What another node changes is
 * known here when the memory expires, what this node changes at once. Teams that do not exist are not remembered.
 */
@ApplicationScoped
class Standings {
    private record Place(UUID teamId, UUID userId) {}

    @Inject
    Teams teams;

    @Inject
    @ConfigProperty(name = "credits.team.cache.seconds")
    long cacheSeconds;

    @Inject
    @ConfigProperty(name = "credits.team.cache.entries")
    long cacheEntries;

    private Cache<Place, Standing> cache;

    @PostConstruct
    void start() {
        cache = Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofSeconds(cacheSeconds))
                .maximumSize(cacheEntries)
                .build();
    }

    /**
     * How a person stands in a team.
     *
     * @throws NotFound if there is no such team
     */
    Standing of(UUID teamId, UUID userId) {
        return cache.get(new Place(teamId, userId), place -> teams.standing(place.teamId(), place.userId()));
    }

    /** Only after the commit: before, the old state would be read again and remembered. */
    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) TeamChanged change) {
        cache.asMap().keySet().removeIf(place -> place.teamId().equals(change.teamId()));
    }
}
