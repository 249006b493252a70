package com.wevion.credits.generation;

import com.wevion.credits.generation.broker.NotSent;
import com.wevion.credits.generation.broker.Outbox;
import com.wevion.credits.generation.broker.Sender;
import com.wevion.credits.platform.Rounds;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Carries messages from the outbox to the broker: at once when signalled, and in rounds whatever a crash or another node
 * left. One run at a time on each node; while the broker is away it pauses, longer each time.
 */
@ApplicationScoped
public class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());

    @Inject
    Outbox outbox;

    @Inject
    Sender sender;

    @Inject
    Cancellations cancellations;

    @Inject
    Clock clock;

    @Resource
    ManagedExecutorService executor;

    @Inject
    @ConfigProperty(name = "credits.outbox.poll.millis")
    long pollMillis;

    @Inject
    @ConfigProperty(name = "credits.outbox.pause.seconds")
    long longestPauseSeconds;

    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Instant pausedUntil = Instant.MIN;
    private volatile Duration pause = Duration.ZERO;

    void begin(@Observes Rounds rounds) {
        rounds.every("outbox", Duration.ofMillis(pollMillis), this::look);
    }

    /** Says that there is something to send; returns at once. */
    public void signal() {
        wanted.set(true);
        if (!running.get()) {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException e) {
                LOG.log(Level.FINE, "No thread to dispatch with; the next round will do it", e);
            }
        }
    }

    private void look() {
        wanted.set(true);
        run();
    }

    /** Sends until nothing is left. A signal that comes while this ends is seen by the outer loop, or starts a new run. */
    private void run() {
        while (wanted.get() && clock.instant().isAfter(pausedUntil) && running.compareAndSet(false, true)) {
            try {
                wanted.set(false);
                sendAll();
                pause = Duration.ZERO;
            } catch (RuntimeException e) { // whatever it is, there will be another try
                pauseAfter(e);
            } finally {
                running.set(false);
            }
        }
    }

    private void sendAll() {
        for (Outbox.Look look = outbox.claim(); look.found(); look = outbox.claim()) {
            send(look.letters());
            look.givenUp().forEach(cancellations::endUnsent);
        }
    }

    private void send(List<Outbox.Letter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        try {
            sender.send(letters);
        } catch (NotSent e) {
            outbox.giveBack(letters);
            throw e;
        }
        outbox.sent(letters);
    }

    private void pauseAfter(RuntimeException failure) {
        // Once, until messages go again: the next attempts are as expected
        Level level = pause.isZero() ? Level.WARNING : Level.FINE;
        Duration doubled = pause.isZero() ? Duration.ofMillis(pollMillis) : pause.multipliedBy(2);
        Duration longest = Duration.ofSeconds(longestPauseSeconds);
        pause = doubled.compareTo(longest) < 0 ? doubled : longest;
        pausedUntil = clock.instant().plus(pause);
        LOG.log(level, "Messages are waiting in the outbox, next attempt in {0}: {1}", new Object[] {pause, failure});
    }
}
