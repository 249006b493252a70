package com.wevion.credits.dev;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clock that stands still until it is set. */
public final class SettableClock extends Clock {
    private volatile Instant now;
    private volatile Instant latest;

    /** It begins at the time that it is. */
    public SettableClock() {
        this(Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    public SettableClock(Instant begin) {
        set(begin);
    }

    public void set(Instant instant) {
        now = instant;
        latest = latest == null || instant.isAfter(latest) ? instant : latest;
    }

    public void advance(Duration duration) {
        set(now.plus(duration));
    }

    /** The latest time that it ever showed. */
    public Instant latest() {
        return latest;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
