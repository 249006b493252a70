package com.wevion.credits.platform.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives everybody the same clock. */
@ApplicationScoped
class ClockProducer {
    /** The time by which the service works: real time, unless this is the embedded default, where it can be set ahead. */
    @Produces
    @Singleton
    Clock clock(DevClock settable) {
        return settable.canBeSet() ? settable.clock() : settable.real();
    }

    /** Real time by this server's clock or, where that is ahead of it, by the database's, whatever was set. */
    @Produces
    @Singleton
    @Typed(ComparedClock.class)
    ComparedClock compared(DevClock settable) {
        return settable.real();
    }

    /** The clock of this machine, whatever was set. */
    @Produces
    @RealTime
    @Singleton
    Clock real() {
        return ServiceClock.REAL;
    }
}
