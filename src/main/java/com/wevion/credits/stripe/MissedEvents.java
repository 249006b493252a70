package com.wevion.credits.stripe;

import com.stripe.model.Event;
import com.stripe.param.EventListParams;
import com.wevion.credits.platform.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks Stripe at intervals for the events of the last days and stores those that never came: a refund or a dispute has no purchase that
 * waits for it. Every node asks; each event is in the inbox once, whichever node puts it there.
 */
@ApplicationScoped
class MissedEvents {
    private static final Logger LOG = Logger.getLogger(MissedEvents.class.getName());
    /** Types that Stripe lets one ask for at a time. */
    private static final int MAX_TYPES = 20;

    @Inject
    Stripe stripe;

    @Inject
    StripeHandlers handlers;

    @Inject
    EventInbox inbox;

    @Inject
    EventProcessor processor;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.stripe.catch.up.seconds")
    long everySeconds;

    @Inject
    @ConfigProperty(name = "credits.stripe.catch.up.hours")
    long hours;

    void begin(@Observes Rounds rounds) {
        if (stripe.isSetUp()) {
            rounds.atOnceAndEvery("missed-events", Duration.ofSeconds(everySeconds), this::catchUp);
        }
    }

    private void catchUp() {
        int missed = catchUp(clock.instant().minus(Duration.ofHours(hours)));
        if (missed > 0) {
            LOG.log(Level.INFO, "{0} events of Stripe had been missed and are now taken in", missed);
            processor.signal();
        }
    }

    /** Catches up with the types of events that have a handler; the others are not needed. */
    private int catchUp(Instant since) {
        List<String> types = handlers.types();
        int missed = 0;
        for (int from = 0; from < types.size(); from += MAX_TYPES) {
            missed += catchUp(since, types.subList(from, Math.min(from + MAX_TYPES, types.size())));
        }
        return missed;
    }

    private int catchUp(Instant since, List<String> types) {
        EventListParams wanted = EventListParams.builder()
                .setLimit(Stripe.PAGE)
                .addAllType(types)
                .setCreated(EventListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build())
                .build();
        return stripe.through(client -> client.v1().events().list(wanted), this::takeIn);
    }

    private int takeIn(Iterable<Event> events) {
        int missed = 0;
        List<StripeEvent> page = new ArrayList<>();
        for (Event event : events) {
            page.add(StripeEvent.of(event));
            if (page.size() == Stripe.PAGE) {
                missed += inbox.put(page);
                page.clear();
            }
        }
        return page.isEmpty() ? missed : missed + inbox.put(page);
    }
}
