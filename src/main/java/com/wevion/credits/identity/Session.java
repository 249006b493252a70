package com.wevion.credits.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The session of a person who is signed in with a browser.
 *
 * @param identity the person; valid until the provider has to be asked again
 * @param endsAt the time at which it ends in any case
 * @param sealed the provider's tokens, encrypted with the secret; null in the embedded default
 * @param renewing true while a server asks the provider again
 * @param pageTokenUntil the time at which the token of its pages ends
 */
public record Session(
        UUID id,
        SessionSecret secret,
        Identity identity,
        Instant seenAt,
        Instant endsAt,
        String sealed,
        boolean renewing,
        Instant pageTokenUntil) {
    /** A new one, whose pages have no token yet. */
    static Session begun(UUID id, SessionSecret secret, Identity identity, Instant now, Instant endsAt, String sealed) {
        return new Session(id, secret, identity, now, endsAt, sealed, false, Instant.EPOCH);
    }

    Session of(Identity person) {
        return new Session(id, secret, person, seenAt, endsAt, sealed, renewing, pageTokenUntil);
    }

    /** The person, known by this session. */
    public Identity caller() {
        return identity.in(id, endsAt);
    }

    public Optional<ProviderTokens> providerTokens() {
        return Optional.ofNullable(sealed).map(secret::open).map(ProviderTokens::of);
    }

    /** The token of its pages. */
    public String pageToken() {
        return secret.pageToken(id, pageTokenUntil);
    }
}
