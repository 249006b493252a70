package com.wevion.credits.generation.broker;

import com.wevion.credits.platform.Causes;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.Rounds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.QueueBrowser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * The state of this server's connection to the broker, at most a few seconds old. Without the broker the service keeps running, and jobs
 * wait in the outbox; so the state is shown, and logged when it changes, but takes no server out of the load balancer.
 */
@ApplicationScoped
public class BrokerConnection {
    private static final Logger LOG = Logger.getLogger(BrokerConnection.class.getName());
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);

    /** Artemis's: an unknown user or a wrong password; something that the user may not do. */
    private static final Pattern REFUSALS = Pattern.compile("AMQ229031|AMQ229032|AMQ229213");

    /** The result of the last check. */
    public enum Status {
        /** The broker answers. */
        CONNECTED,
        /** It takes neither the user and password, or does not let them do what they have to. */
        REFUSED,
        /** It does not answer. */
        AWAY
    }

    /** @param since the first check with this status; null before any check */
    public record State(Status status, Instant since) {
        /** True if the broker can be used. */
        public boolean connected() {
            return status == Status.CONNECTED;
        }
    }

    @Inject
    MeterRegistry registry;

    @Resource(lookup = "jms/credits")
    ConnectionFactory connectionFactory;

    @Inject
    BrokerQueues queues;

    @Inject
    Clock clock;

    private volatile State state = new State(Status.AWAY, null);

    @PostConstruct
    void show() {
        Gauge.builder("credits.broker.connected", () -> state.connected() ? 1 : 0)
                .description("1 while this server reaches the broker, else 0")
                .register(registry);
    }

    void begin(@Observes Rounds rounds) {
        rounds.every("broker", BETWEEN_ROUNDS, this::look);
    }

    /** The state of this server's connection to the broker. Costs nothing; the broker is not asked by it. */
    public State state() {
        return state;
    }

    /** Looks at the first of the completions that wait, without taking it. */
    private void look() {
        try (JMSContext context = connectionFactory.createContext();
                QueueBrowser browser =
                        context.createBrowser(context.createQueue(queues.atBroker(BrokerQueues.COMPLETED)))) {
            browser.getEnumeration();
            found(Status.CONNECTED, "");
        } catch (JMSException | JMSRuntimeException e) {
            found(isRefusal(e) ? Status.REFUSED : Status.AWAY, OneLine.of(e.getMessage()));
        }
    }

    /** The server's pool gives the broker's failure as one of its own, of which only the text is left. */
    private static boolean isRefusal(Exception failure) {
        return Causes.of(failure)
                .anyMatch(cause -> cause instanceof JMSSecurityException
                        || cause instanceof JMSSecurityRuntimeException
                        || REFUSALS.matcher(String.valueOf(cause.getMessage())).find());
    }

    private synchronized void found(Status status, String fault) {
        State before = state;
        if (before.since() != null && before.status() == status) {
            return;
        }
        state = new State(status, clock.instant());
        switch (status) {
            case CONNECTED ->
                LOG.log(
                        before.since() == null ? Level.FINE : Level.INFO,
                        "The broker answers again, and gets what waited");
            case REFUSED ->
                LOG.log(
                        Level.WARNING,
                        "The broker refuses credits.broker.user and its password; jobs wait: {0}",
                        fault);
            case AWAY -> LOG.log(Level.WARNING, "The broker is away; jobs wait in the outbox: {0}", fault);
        }
    }
}
