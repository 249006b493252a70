package com.wevion.credits.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wevion.credits.dev.BrokerAccess;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.generation.broker.BrokerQueues;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A worker under the test's control: takes requests from the real broker and answers what it is told to. */
final class Worker implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_MILLIS = 30_000;

    private final BrokerAccess broker;
    private final ActiveMQConnectionFactory factory;
    private final JMSContext context;
    private final JMSConsumer requests;
    private final JMSConsumer cancellations;
    private final Map<String, JsonNode> taken = new ConcurrentHashMap<>();
    private final Map<String, Integer> deliveries = new ConcurrentHashMap<>();

    Worker(LocalService service) {
        broker = service.broker();
        factory = broker.connections();
        context = factory.createContext();
        requests = context.createConsumer(broker.queue(context, BrokerQueues.REQUESTED));
        cancellations = context.createConsumer(broker.topic(context, BrokerQueues.CANCELLED));
    }

    /** The request for a job, whatever comes before it. */
    JsonNode request(String jobId) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!taken.containsKey(jobId) && System.nanoTime() < end) {
            take(500);
        }
        if (!taken.containsKey(jobId)) {
            throw new AssertionError("No request for " + jobId);
        }
        return taken.get(jobId);
    }

    /** The request to give a job up, which every worker gets; the only one that has come. */
    JsonNode cancellation(String jobId) {
        JsonNode cancellation = read(cancellations.receive(PATIENCE_MILLIS));
        if (!cancellation.path("jobId").asText().equals(jobId)) {
            throw new AssertionError("A cancellation of another job than " + jobId + ": " + cancellation);
        }
        return cancellation;
    }

    /** The jobs that were requested so far. */
    Set<String> requested() {
        return taken.keySet();
    }

    /** The number of requests for a job, once no more come. */
    int requestsOf(String jobId) {
        request(jobId);
        while (take(500)) {
            // Only the count matters.
        }
        return deliveries.get(jobId);
    }

    private boolean take(long waitMillis) {
        Message message = requests.receive(waitMillis);
        if (message == null) {
            return false;
        }
        JsonNode request = read(message);
        taken.put(request.get("jobId").asText(), request);
        deliveries.merge(request.get("jobId").asText(), 1, Integer::sum);
        return true;
    }

    private static JsonNode read(Message message) {
        try {
            return JSON.readTree(((TextMessage) message).getText());
        } catch (JMSException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Reports a success. */
    void succeeds(String jobId, long delivered) {
        answers(
                "{\"jobId\":\"%s\",\"outcome\":\"SUCCEEDED\",\"delivered\":%d,\"provider\":\"TEST\",\"completedAt\":\"2026-01-31T12:00:00Z\"}"
                        .formatted(jobId, delivered));
    }

    /** Reports a failure. */
    void fails(String jobId, String failure) {
        answers("{\"jobId\":\"%s\",\"outcome\":\"FAILED\",\"failure\":\"%s\"}".formatted(jobId, failure));
    }

    /** Sends any text as a completion. */
    void answers(String body) {
        context.createProducer().send(broker.queue(context, BrokerQueues.COMPLETED), body);
    }

    /** Sends a completion that is no text. */
    void answersBytes(byte[] body) {
        context.createProducer().send(broker.queue(context, BrokerQueues.COMPLETED), body);
    }

    /** Sends the same completion many times, from several sessions at once. */
    void answersAtOnce(String body, int times) {
        IntStream.range(0, times).parallel().forEach(i -> {
            try (JMSContext own = factory.createContext()) {
                own.createProducer().send(broker.queue(own, BrokerQueues.COMPLETED), body);
            }
        });
    }

    /** Leaves a message where the broker puts what was never acknowledged. */
    void givesUp(String queue, JsonNode request) {
        try {
            TextMessage message = context.createTextMessage(JSON.writeValueAsString(request));
            message.setStringProperty("_AMQ_ORIG_ADDRESS", queue);
            context.createProducer().send(broker.queue(context, BrokerQueues.DEAD), message);
        } catch (JMSException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        taken.clear();
    }

    @Override
    public void close() {
        context.close();
        factory.close();
    }
}
