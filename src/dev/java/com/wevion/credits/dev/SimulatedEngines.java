package com.wevion.credits.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Workers that take {@code credits.jobs.requested} and answer on {@code credits.jobs.completed}. A request and the work that it
 * becomes are one JMS transaction, as are the work and its answer; the broker holds the work for the engine's working time, so no
 * job is lost or answered twice, whatever is killed. Work that was cancelled in the meantime is given up.
 */
final class SimulatedEngines implements AutoCloseable {
    private static final String TRACEPARENT = "traceparent";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BrokerAccess broker;
    private final ActiveMQConnectionFactory factory;
    private final SimulatedOutcome.Shares shares;
    private final Clock clock;
    private final Thread worker = new Thread(this::workUntilClosed, "simulated engines");
    private volatile boolean closed;

    SimulatedEngines(BrokerAccess broker, Settings settings, Clock clock) {
        this.clock = clock;
        this.broker = broker;
        this.factory = broker.connections();
        this.shares = SimulatedOutcome.Shares.of(settings);
    }

    void start() {
        worker.setDaemon(true);
        worker.start();
    }

    private void workUntilClosed() {
        while (!closed) {
            try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
                work(context);
            } catch (JMSRuntimeException e) {
                awaitBroker();
            }
        }
    }

    private void work(JMSContext context) {
        Queue work = broker.queue(context, "credits.simulated.work");
        Queue completed = broker.queue(context, "credits.jobs.completed");
        Set<String> cancelled = new HashSet<>();
        try (JMSConsumer requests = context.createConsumer(broker.queue(context, "credits.jobs.requested"));
                JMSConsumer finished = context.createConsumer(work);
                JMSConsumer cancellations = context.createConsumer(broker.topic(context, "credits.jobs.cancelled"))) {
            while (!closed) {
                Optional<JsonNode> request = next(requests, 20);
                request.ifPresent(job -> begin(context, work, job));
                next(cancellations, 1)
                        .ifPresent(job -> cancelled.add(job.path("jobId").asText()));
                Optional<JsonNode> answer = next(finished, 1);
                // The producers of a context share their delay, so none is said too.
                answer.ifPresent(done -> producer(context, done, 0).send(completed, answer(done, cancelled)));
                context.commit();
            }
        }
    }

    /** The content of the next message, if one arrives within the wait. */
    private static Optional<JsonNode> next(JMSConsumer consumer, long waitMillis) {
        try {
            Message message = consumer.receive(waitMillis);
            if (message == null) {
                return Optional.empty();
            }
            ObjectNode content = (ObjectNode) JSON.readTree(((TextMessage) message).getText());
            return Optional.of(content.put(TRACEPARENT, message.getStringProperty(TRACEPARENT)));
        } catch (JMSException | JsonProcessingException | ClassCastException e) {
            System.err.println("Simulated engines ignore a message they cannot read: " + e);
            return Optional.empty();
        }
    }

    private void begin(JMSContext context, Queue work, JsonNode job) {
        SimulatedOutcome outcome = shares.outcomeOf(job);
        if (!outcome.silent()) {
            producer(context, job, outcome.delayMillis())
                    .send(work, completion(job, outcome).toString());
        }
    }

    /** Passes the trace of a message on. */
    private static JMSProducer producer(JMSContext context, JsonNode message, long delayMillis) {
        JMSProducer producer = context.createProducer().setDeliveryDelay(delayMillis);
        return message.path(TRACEPARENT).isTextual()
                ? producer.setProperty(TRACEPARENT, message.path(TRACEPARENT).asText())
                : producer;
    }

    private static String answer(JsonNode done, Set<String> cancelled) {
        String jobId = done.path("jobId").asText();
        return cancelled.remove(jobId)
                ? JSON.createObjectNode()
                        .put("jobId", jobId)
                        .put("outcome", "FAILED")
                        .put("failure", "CANCELLED")
                        .toString()
                : ((ObjectNode) done).without(TRACEPARENT).toString();
    }

    private ObjectNode completion(JsonNode job, SimulatedOutcome outcome) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("jobId", job.path("jobId").asText());
        answer.put("outcome", outcome.failure() == null ? "SUCCEEDED" : "FAILED");
        answer.put("delivered", outcome.delivered());
        if (outcome.failure() != null) {
            answer.put("failure", outcome.failure());
        }
        answer.put("provider", "SIMULATED");
        answer.put("providerRequestId", "sim-" + job.path("jobId").asText());
        answer.put(
                "completedAt", clock.instant().plusMillis(outcome.delayMillis()).toString());
        return answer;
    }

    private synchronized void awaitBroker() {
        try {
            if (!closed) {
                wait(500);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            worker.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        factory.close();
    }
}
