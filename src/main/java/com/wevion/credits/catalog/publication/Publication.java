package com.wevion.credits.catalog.publication;

import com.wevion.credits.platform.json.Fingerprint;
import java.util.UUID;

/** The publisher of a catalogue version, and the request's identity, so that a retry gets the first answer. */
record Publication(UUID userId, String idempotencyKey, byte[] fingerprint) {
    static Publication of(UUID userId, String idempotencyKey, NewCatalogVersion wanted) {
        return new Publication(userId, idempotencyKey, Fingerprint.of("POST /catalog/versions", wanted));
    }
}
