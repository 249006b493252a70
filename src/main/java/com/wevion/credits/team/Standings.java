package com.wevion.credits.team;

import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.Remembered;
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
    @Inject
    Teams teams;

    @Inject
    @ConfigProperty(name = "credits.team.cache.seconds")
    long cacheSeconds;

    @Inject
    @ConfigProperty(name = "credits.team.cache.entries")
    long cacheEntries;

    private Remembered<UUID, UUID, Standing> byTeamAndUser;

    @PostConstruct
    void start() {
        byTeamAndUser = new Remembered<>(Duration.ofSeconds(cacheSeconds), cacheEntries);
    }

    /**
     * The standing of a person in a team.
     *
     * @throws NotFound if there is no such team
     */
    Standing of(UUID teamId, UUID userId) {
        return byTeamAndUser.get(teamId, userId, () -> teams.standing(teamId, userId));
    }

    /**
     * Only after the commit: before, the old state would be read again and remembered. Also where that failed, since what the
     * database has then is not known.
     */
    void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) TeamChanged change) {
        byTeamAndUser.forget(change.teamId());
    }
}
