package com.wevion.credits.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives everybody the same clock. */
@ApplicationScoped
class ClockProducer {
    /** The time by which the service works: real time, unless this is the embedded default, where it can be set ahead. */
    @Produces
    @Singleton
    Clock clock(DevClock settable) {
        return settable.canBeSet() ? settable.clock() : ServiceClock.REAL;
    }

    /** Real time, whatever was set. */
    @Produces
    @RealTime
    @Singleton
    Clock real() {
        return ServiceClock.REAL;
    }
}
