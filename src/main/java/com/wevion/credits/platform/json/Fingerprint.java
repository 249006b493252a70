package com.wevion.credits.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.wevion.credits.platform.Hashes;

/** The fingerprint by which two requests are the same: a SHA-256 over their parts as JSON with sorted names. */
public final class Fingerprint {
    // Record components come in their declared order, maps and trees sorted, so that {a, b} and {b, a} are one request.
    // What is absent does not count, so that a request keeps its fingerprint when a later version knows more fields.
    private static final ObjectWriter CANONICAL = Json.mapper()
            .copy()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .writer()
            .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

    private Fingerprint() {}

    /**
     * The fingerprint of a request.
     *
     * @param parts everything that tells it from another one: route, ids, body; nulls count
     * @return 32 bytes
     */
    public static byte[] of(Object... parts) {
        try {
            return Hashes.sha256().digest(CANONICAL.writeValueAsBytes(parts));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A part of the request has no JSON form", e);
        }
    }
}
