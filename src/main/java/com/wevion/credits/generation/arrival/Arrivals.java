package com.wevion.credits.generation.arrival;

import com.wevion.credits.platform.time.ComparedClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Dates the arrival of messages at the broker, by the service's clock. */
@ApplicationScoped
class Arrivals {
    /** Milliseconds since 1970, set by the broker where an address has enable-ingress-timestamp, and kept when it moves a message. */
    private static final String INGRESS = "_AMQ_INGRESS_TIMESTAMP";

    @Inject
    Clock clock;

    @Inject
    ComparedClock real;

    /**
     * The time at which a message came: by the broker's clock or, if the broker does not set it, by its sender's; now, if neither does.
     * Never later than now. A sender that backdates its messages gains little, since a hold ends when its time is over and nothing waits at
     * the broker, and at the latest after {@code credits.completions.catchup.seconds}.
     *
     * <p>The broker only knows real time. By a service's clock that has been set ahead, the message is as old as it is in real time.
     */
    Instant of(Message message) throws JMSException {
        Instant now = clock.instant();
        long millis = message.getObjectProperty(INGRESS) instanceof Long ingress ? ingress : message.getJMSTimestamp();
        if (millis == 0) { // sent without
            return now;
        }
        Duration waited = Duration.between(Instant.ofEpochMilli(millis), real.instant());
        return waited.isNegative() ? now : now.minus(waited);
    }
}
