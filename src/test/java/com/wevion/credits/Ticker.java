package com.wevion.credits;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Deployed with {@link InContainerIT}: shows that timers fire in the server as it is configured. */
@Singleton
public class Ticker {
    private final AtomicInteger ticks = new AtomicInteger();

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void tick() {
        ticks.incrementAndGet();
    }

    /** How often it fired. */
    public int ticks() {
        return ticks.get();
    }
}
