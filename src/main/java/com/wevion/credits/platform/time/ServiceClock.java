package com.wevion.credits.platform.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clock that runs as fast as real time, and ahead of it if it is told to. UTC, ticking in microseconds. Thread-safe. */
public final class ServiceClock extends Clock {
    /** Real time, ticking in microseconds, which is what PostgreSQL keeps: a replay shows the same instant as the first answer. */
    public static final Clock REAL = Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));

    private final Clock real;
    private volatile Duration ahead = Duration.ZERO;

    /** Ahead of what this machine's clock shows. */
    public ServiceClock() {
        this(REAL);
    }

    /** @param real real time, in microseconds */
    public ServiceClock(Clock real) {
        this.real = real;
    }

    /** Is ahead of real time by so much from now on. */
    public void setAhead(Duration duration) {
        ahead = duration;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The service knows no other zone than UTC");
    }
}
