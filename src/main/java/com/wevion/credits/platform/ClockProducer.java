package com.wevion.credits.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Gives everybody the same clock. */
@ApplicationScoped
class ClockProducer {
    /** UTC, ticking in microseconds, which is what PostgreSQL keeps: a replay shows the same instant as the first answer. */
    @Produces
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }
}
