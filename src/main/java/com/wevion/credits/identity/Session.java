package com.wevion.credits.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who is signed in with a browser.
 *
 * @param identity who it is; counts until the provider has to be asked again
 * @param endsAt when it ends, however much it is used
 * @param sealed what the provider gave, sealed by the secret; null in the embedded default
 * @param renewing whether a server asks the provider again at the moment
 * @param pageTokenUntil when the token ends that its pages have
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
    Session of(Identity person) {
        return new Session(id, secret, person, seenAt, endsAt, sealed, renewing, pageTokenUntil);
    }

    public Optional<ProviderTokens> providerTokens() {
        return Optional.ofNullable(sealed).map(secret::open).map(ProviderTokens::of);
    }

    /** The token that its pages have. */
    public String pageToken() {
        return secret.pageToken(id, pageTokenUntil);
    }
}
