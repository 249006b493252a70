package com.wevion.credits;

import com.wevion.credits.platform.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Deployed with {@link InContainerIT}: shows that rounds run in the server as it is configured. */
@ApplicationScoped
public class Ticker {
    private final AtomicInteger ticks = new AtomicInteger();

    void begin(@Observes Rounds rounds) {
        rounds.every("ticks", Duration.ofMillis(100), ticks::incrementAndGet);
    }

    /** The number of rounds. */
    public int ticks() {
        return ticks.get();
    }
}
