package com.wevion.credits.catalog;

import java.time.Instant;
import java.util.UUID;

/**
 * A catalogue version in the list of them.
 *
 * @param createdBy the person who published it; null for one that came with the service
 */
record VersionSummary(int version, Instant effectiveFrom, Instant createdAt, UUID createdBy) {}
