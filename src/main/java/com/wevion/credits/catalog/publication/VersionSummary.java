package com.wevion.credits.catalog.publication;

import java.time.Instant;
import java.util.UUID;

/**
 * A catalogue version in the list of them.
 *
 * @param createdBy the person who published it; null for one that came with the service
 * @param withdrawnAt the time at which it was withdrawn, so that it never holds; null if it was not
 * @param withdrawnBy the person who withdrew it
 */
record VersionSummary(
        int version, Instant effectiveFrom, Instant createdAt, UUID createdBy, Instant withdrawnAt, UUID withdrawnBy) {}
