package com.wevion.credits.platform;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Ids are UUIDs: version 7 where the service makes them, any version where a caller names them, one text form (D18). */
public final class Ids {
    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int FRACTIONS_PER_MILLI = 1 << 12;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    /**
     * A new version 7 UUID, greater than every earlier one of this node, also when the clock is set back. Thread-safe.
     * It goes by real time, whatever the service's clock was set to: nobody reads the time of an id, only its place among the
     * others, which must not depend on when a server learns of what was set.
     */
    public static UUID next() {
        long time = LAST.accumulateAndGet(timestamp(Instant.now()), (last, now) -> Math.max(last + 1, now));
        long milli = time / FRACTIONS_PER_MILLI;
        long fraction = time % FRACTIONS_PER_MILLI;
        long high = milli << 16 | 0x7000 | fraction;
        long low = RANDOM.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Milliseconds with 12 bits of fraction: RFC 9562, section 6.2, method 3. */
    private static long timestamp(Instant now) {
        long fraction = (long) (now.getNano() % NANOS_PER_MILLI) * FRACTIONS_PER_MILLI / NANOS_PER_MILLI;
        return now.toEpochMilli() * FRACTIONS_PER_MILLI + fraction;
    }

    /**
     * The id that a field, parameter or claim gives.
     *
     * @throws Invalid if the text is missing or not in the canonical form of 36 characters
     */
    public static UUID parse(String field, String text) {
        return find(text).orElseThrow(() -> new Invalid(field, "must be a UUID"));
    }

    /**
     * The id in a path; what is no id can be the id of nothing.
     *
     * @param what the kind of thing in lower case, for example {@code team}
     * @throws NotFound if the text is not in the canonical form
     */
    public static UUID pathId(String what, String text) {
        return find(text).orElseThrow(() -> new NotFound(what));
    }

    /** The id, if the text is one in the canonical form: {@code UUID.fromString} alone takes "1-1-1-1-1". */
    public static Optional<UUID> find(String text) {
        if (text == null || !CANONICAL.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(UUID.fromString(text.toLowerCase(Locale.ROOT)));
    }
}
