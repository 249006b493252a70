package com.wevion.credits.stripe;

import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.Rounds;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Works on the inbox: at once when signalled, and in rounds whatever a crash or another node left. Each event is
 * handed to whoever it concerns; an unknown type concerns nobody and is done. One about what Stripe does not know here, since it is
 * of another account or mode, is set aside at once, as Stripe would say the same for ever.
 */
@ApplicationScoped
public class EventProcessor {
    private static final Logger LOG = Logger.getLogger(EventProcessor.class.getName());

    @Inject
    EventInbox inbox;

    @Inject
    StripeHandlers handlers;

    @Inject
    Stripe stripe;

    @Resource
    ManagedExecutorService executor;

    @Inject
    @ConfigProperty(name = "credits.stripe.event.poll.millis")
    long pollMillis;

    @Inject
    @ConfigProperty(name = "credits.stripe.event.parallel")
    int parallel;

    private Semaphore places;

    @PostConstruct
    void start() {
        places = new Semaphore(parallel);
    }

    void begin(@Observes Rounds rounds) {
        if (stripe.isSetUp()) {
            rounds.every("stripe-events", Duration.ofMillis(pollMillis), this::signal);
        }
    }

    /** Says that there is something in the inbox; returns at once. */
    public void signal() {
        if (!places.tryAcquire()) {
            return; // those who work take it up
        }
        try {
            executor.execute(this::work);
        } catch (RejectedExecutionException e) {
            places.release();
            LOG.log(Level.FINE, "No thread to work on the inbox; the next round will", e);
        }
    }

    private void work() {
        try {
            for (Optional<ReceivedEvent> next = inbox.take(); next.isPresent(); next = inbox.take()) {
                process(next.get());
            }
        } catch (RuntimeException e) { // whatever it is, the next round begins anew
            LOG.log(Level.WARNING, "The inbox could not be read: {0}", OneLine.of(e.getMessage()));
        } finally {
            places.release();
        }
    }

    private void process(ReceivedEvent event) {
        try {
            handlers.handle(event.event());
            inbox.done(event);
        } catch (StripeRefused e) {
            failed(event, e, e.isNotFound());
        } catch (RuntimeException e) { // whatever it is, it is kept with the event
            failed(event, e, false);
        }
    }

    private void failed(ReceivedEvent event, RuntimeException problem, boolean forGood) {
        String told = OneLine.of(problem.getMessage());
        LOG.log(Level.WARNING, "Event {0} failed: {1}", new Object[] {event.id(), told});
        if (forGood) {
            inbox.setAside(event, "Stripe does not know here what it is about: " + told);
        } else {
            inbox.failed(event, told);
        }
    }
}
