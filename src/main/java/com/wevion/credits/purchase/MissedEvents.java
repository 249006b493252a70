package com.wevion.credits.purchase;

import com.stripe.model.Event;
import com.stripe.model.StripeCollection;
import com.stripe.param.EventListParams;
import com.wevion.credits.platform.OneLine;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks Stripe now and then for the events of the last days and takes in those that never came: a refund or a dispute has no
 * purchase that waits for it. Every node asks; each event is in the inbox once, whoever puts it there.
 */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class MissedEvents {
    private static final Logger LOG = Logger.getLogger(MissedEvents.class.getName());
    private static final long PAGE = 100;
    /** What somebody here listens to; the others need not be caught up with. */
    private static final List<String> TYPES = List.of(
            "checkout.session.completed",
            "checkout.session.async_payment_succeeded",
            "checkout.session.async_payment_failed",
            "checkout.session.expired",
            "charge.refunded",
            "refund.failed",
            "charge.dispute.created",
            "charge.dispute.updated",
            "charge.dispute.closed",
            "charge.dispute.funds_reinstated",
            "charge.dispute.funds_withdrawn",
            "payment_intent.succeeded",
            "payment_intent.payment_failed",
            "invoice.paid",
            "invoice.payment_failed",
            "invoice.voided",
            "invoice.marked_uncollectible");

    @Inject
    Stripe stripe;

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

    private Instant next = Instant.MIN;

    /** Catches up if it is time; a failure is left to the next time. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void look() {
        Instant now = clock.instant();
        if (!stripe.isSetUp() || now.isBefore(next)) {
            return;
        }
        next = now.plusSeconds(everySeconds);
        try {
            int missed = catchUp(now.minus(Duration.ofHours(hours)));
            if (missed > 0) {
                LOG.log(Level.INFO, "{0} events of Stripe had not come and are taken in now", missed);
                processor.signal();
            }
        } catch (RuntimeException e) { // whatever it is: a timer that fails is given up for good
            LOG.log(Level.WARNING, "Missed events are not looked for now: {0}", OneLine.of(e.getMessage()));
        }
    }

    private int catchUp(Instant since) {
        int missed = 0;
        String last = null;
        boolean more = true;
        while (more) {
            StripeCollection<Event> page = page(since, last);
            List<StripeEvent> events =
                    page.getData().stream().map(StripeEvent::of).toList();
            missed += events.isEmpty() ? 0 : inbox.put(events);
            more = Boolean.TRUE.equals(page.getHasMore()) && !events.isEmpty();
            last = events.isEmpty() ? null : events.get(events.size() - 1).id();
        }
        return missed;
    }

    private StripeCollection<Event> page(Instant since, String after) {
        EventListParams.Builder wanted = EventListParams.builder()
                .setLimit(PAGE)
                .addAllType(TYPES)
                .setCreated(EventListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build());
        if (after != null) {
            wanted.setStartingAfter(after);
        }
        return stripe.ask(client -> client.v1().events().list(wanted.build()));
    }
}
