package com.wevion.credits.ledger.decision;

import java.time.Instant;

/** Times as the database functions take them: microseconds since 1970. */
final class EpochMicros {
    private static final long PER_SECOND = 1_000_000;
    private static final int NANOS = 1_000;

    private EpochMicros() {}

    static long of(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), PER_SECOND), at.getNano() / NANOS);
    }
}
