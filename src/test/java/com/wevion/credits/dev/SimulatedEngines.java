package com.wevion.credits.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.time.Clock;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Workers that take {@code credits.jobs.requested} and answer on {@code credits.jobs.completed}. Request and answer are
 * one JMS transaction and the broker holds the answer for the engine's working time, so no job is lost or answered twice,
 * whatever is killed.
 */
final class SimulatedEngines implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ActiveMQConnectionFactory factory;
    private final SimulatedOutcome.Shares shares;
    private final Clock clock;
    private final Thread worker = new Thread(this::workUntilClosed, "simulated engines");
    private volatile boolean closed;

    SimulatedEngines(String brokerUrl, Settings settings, Clock clock) {
        this.clock = clock;
        this.factory = new ActiveMQConnectionFactory(
                brokerUrl, settings.text("credits.broker.user"), settings.text("credits.broker.password"));
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
        Queue requested = context.createQueue("credits.jobs.requested");
        Queue completed = context.createQueue("credits.jobs.completed");
        var consumer = context.createConsumer(requested);
        while (!closed) {
            Message request = consumer.receive(500);
            if (request != null) {
                answer(context, completed, request);
                context.commit();
            }
        }
    }

    private void answer(JMSContext context, Queue completed, Message request) {
        try {
            JsonNode job = JSON.readTree(((TextMessage) request).getText());
            SimulatedOutcome outcome = shares.outcomeOf(job);
            if (!outcome.silent()) {
                context.createProducer()
                        .setDeliveryDelay(outcome.delayMillis())
                        .send(completed, JSON.writeValueAsString(completion(job, outcome)));
            }
        } catch (JMSException | JsonProcessingException | ClassCastException e) {
            System.err.println("Simulated engines ignore a request they cannot read: " + e);
        }
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
