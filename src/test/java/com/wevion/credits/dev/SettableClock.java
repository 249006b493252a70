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

    /** It begins at the time that it is. */
    public SettableClock() {
        this(Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    public SettableClock(Instant begin) {
        now = begin;
    }

    public void set(Instant instant) {
        now = instant;
    }

    public void advance(Duration duration) {
        now = now.plus(duration);
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
