package com.wevion.credits.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.wevion.credits.identity.TokenVerifier.Verified;
import com.wevion.credits.platform.RealTime;
import com.wevion.credits.platform.Unauthenticated;
import com.wevion.credits.platform.Unavailable;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whose token it is: of a page of our own by its session, of anybody else by its issuer's signature. One that was found in order is
 * remembered, by its hash, until it ends or its key does, so that only the first request with it costs a signature. Thread-safe.
 */
@ApplicationScoped
class BearerTokens {
    @Inject
    TokenVerifier verifier;

    @Inject
    PageTokens pages;

    @Inject
    @RealTime
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.identity.tokens.remembered")
    long most;

    private Cache<String, Verified> remembered;

    @PostConstruct
    void start() {
        remembered = Caffeine.newBuilder().maximumSize(most).build();
    }

    /**
     * Who is calling.
     *
     * @throws Unauthenticated if the token is not in order, with what it lacks
     * @throws Unavailable if that cannot be told at the moment
     */
    Identity identity(String token) {
        if (SessionSecret.isPageToken(token)) {
            return pages.identity(token);
        }
        String hash = Hashes.of(token);
        Verified known = remembered.getIfPresent(hash);
        if (known == null || !known.holds(clock.instant())) {
            known = verifier.verify(token);
            remembered.put(hash, known);
        }
        return known.identity();
    }
}
