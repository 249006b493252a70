package com.wevion.credits.catalog.publication;

import java.util.UUID;

/** The publisher of a catalogue version, and the request's identity, so that a retry gets the first answer. */
record Publication(UUID userId, String idempotencyKey, byte[] fingerprint) {}
