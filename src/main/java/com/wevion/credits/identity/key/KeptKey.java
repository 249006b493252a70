package com.wevion.credits.identity.key;

import java.util.Optional;

/**
 * The outcome of making a key.
 *
 * @param secret empty if the key had been made before: it is not kept
 * @param fingerprint of the request that made it
 */
public record KeptKey(ApiKey key, Optional<KeySecret> secret, byte[] fingerprint) {}
