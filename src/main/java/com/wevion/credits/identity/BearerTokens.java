package com.wevion.credits.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.wevion.credits.identity.TokenVerifier.Verified;
import com.wevion.credits.identity.key.ApiKeys;
import com.wevion.credits.identity.key.KeySecret;
import com.wevion.credits.platform.Hashes;
import com.wevion.credits.platform.Unauthenticated;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.time.RealTime;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The callers behind bearer tokens: our own pages by their sessions, machines by their API keys, all others by their issuers' signatures. A verified token is
 * remembered, by its hash, until it or its key ends, so that only the first request with it costs a verification. Thread-safe.
 */
@ApplicationScoped
class BearerTokens {
    @Inject
    TokenVerifier verifier;

    @Inject
    PageTokens pages;

    @Inject
    ApiKeys keys;

    @Inject
    @RealTime
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.identity.tokens.remembered")
    long max;

    private Cache<String, Verified> remembered;

    @PostConstruct
    void start() {
        remembered = Caffeine.newBuilder().maximumSize(max).build();
    }

    /**
     * The identity of a token.
     *
     * @throws Unauthenticated if the token is not valid, with the reason
     * @throws Unavailable if that is not known at the moment
     */
    Identity identity(String token) {
        if (SessionSecret.isPageToken(token)) {
            return pages.identity(token);
        }
        if (KeySecret.isMeant(token)) {
            return Identity.of(keys.authenticated(token));
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
