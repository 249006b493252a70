package com.wevion.credits.limit;

import com.wevion.credits.identity.Identity;
import com.wevion.credits.identity.PlatformRole;
import com.wevion.credits.identity.key.ApiKey;
import com.wevion.credits.platform.http.Costly;
import io.github.bucket4j.TimeMeter;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The limits of this server: requests of each caller and of each team, and tighter ones for what costs money or much work elsewhere.
 * A host is one caller for all its teams, so it has a limit of its own and does not count for its teams. Thread-safe.
 */
@ApplicationScoped
class Limits {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final UUID SERVICES_WITHOUT_AN_ID = new UUID(0, 0);

    @Inject
    @ConfigProperty(name = "credits.limit.person.requests")
    long personRequests;

    @Inject
    @ConfigProperty(name = "credits.limit.team.requests")
    long teamRequests;

    @Inject
    @ConfigProperty(name = "credits.limit.service.requests")
    long serviceRequests;

    @Inject
    @ConfigProperty(name = "credits.limit.window.seconds")
    long windowSeconds;

    @Inject
    @ConfigProperty(name = "credits.limit.checkouts.minute")
    long checkouts;

    @Inject
    @ConfigProperty(name = "credits.limit.imports.minute")
    long imports;

    @Inject
    @ConfigProperty(name = "credits.limit.whatifs.minute")
    long whatIfs;

    @Inject
    @ConfigProperty(name = "credits.limit.counted")
    long max;

    private final Map<Costly.Kind, Quota> costly = new EnumMap<>(Costly.Kind.class);
    private Buckets buckets;
    private Quota person;
    private Quota team;
    private Quota service;

    @PostConstruct
    void start() {
        begin(TimeMeter.SYSTEM_NANOTIME);
    }

    void begin(TimeMeter time) {
        buckets = new Buckets(max, time);
        Duration window = Duration.ofSeconds(windowSeconds);
        person = new Quota("person", personRequests * windowSeconds, window);
        team = new Quota("team", teamRequests * windowSeconds, window);
        service = new Quota("service", serviceRequests * windowSeconds, window);
        costly.put(Costly.Kind.CHECKOUT, new Quota("checkouts", checkouts, MINUTE));
        costly.put(Costly.Kind.IMPORT, new Quota("imports", imports, MINUTE));
        costly.put(Costly.Kind.WHAT_IF, new Quota("what-ifs", whatIfs, MINUTE));
    }

    /** Counts a request of a caller; empty if there is no limit. */
    Optional<Use> ofCaller(Identity caller) {
        return count(isAHost(caller) ? service : person, subject(caller));
    }

    /** Counts a request in a team, by somebody who may make it; empty if there is no limit, and for hosts. */
    Optional<Use> ofTeam(Identity caller, UUID teamId) {
        return isAHost(caller) ? Optional.empty() : count(team, teamId);
    }

    /** Counts a request of a kind, for the team in which it is made, or else for the caller; empty if there is no limit. */
    Optional<Use> ofKind(Costly.Kind kind, Identity caller, Optional<UUID> teamId) {
        return count(costly.get(kind), teamId.orElseGet(() -> subject(caller)));
    }

    private static UUID subject(Identity caller) {
        return caller.personId() == null ? SERVICES_WITHOUT_AN_ID : caller.personId();
    }

    private static boolean isAHost(Identity caller) {
        return caller.has(PlatformRole.SERVICE)
                || caller.key().filter(ApiKey::isOfThePlatform).isPresent();
    }

    private Optional<Use> count(Quota quota, UUID subject) {
        return quota.isNone() ? Optional.empty() : Optional.of(buckets.use(quota, subject));
    }
}
