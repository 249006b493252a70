package com.wevion.credits.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.wevion.credits.dev.BrokerAccess;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;

/** A request whose body comes late goes on with its trace on another thread; also without a collector. */
@WithService(engines = false)
class TracedBodiesIT {
    private static final long PATIENCE_MILLIS = 30_000;
    private static final String ORDER = "{\"service\":\"IMAGE\",\"engine\":\"FLUX_2_PRO\",\"variants\":1}";

    private final LocalService service;
    private final TestTeam team;

    TracedBodiesIT(LocalService service) {
        this.service = service;
        this.team = TestTeam.paid(service);
    }

    @Test
    void theTraceOfTheRequestIsPassedOnToTheWorkers() throws IOException, JMSException {
        String trace = UUID.randomUUID().toString().replace("-", "");
        try (Exchange exchange = new Exchange(service.baseUrl())) {
            Exchange.Answer answer = exchange.say(Exchange.post(
                            "/api/v1" + team.path("/jobs"),
                            "Content-Length: " + ORDER.length(),
                            "Authorization: Bearer " + team.owner().token() + "\r\n",
                            "Idempotency-Key: late\r\n",
                            "traceparent: 00-" + trace + "-00f067aa0ba902b7-01\r\n"))
                    .sayOneByOne(List.of(ORDER), 50)
                    .answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);

            String jobId =
                    new ObjectMapper().readTree(answer.body()).path("jobId").asText();
            assertThat(request(jobId).getStringProperty("traceparent")).startsWith("00-" + trace + "-");
        }
    }

    /** The request for the job, whatever comes before it. */
    private Message request(String jobId) throws JMSException {
        BrokerAccess broker = service.broker();
        try (ActiveMQConnectionFactory factory = broker.connections();
                JMSContext context = factory.createContext();
                JMSConsumer requests = context.createConsumer(broker.queue(context, "credits.jobs.requested"))) {
            while (true) {
                Message message = requests.receive(PATIENCE_MILLIS);
                if (message == null) {
                    throw new AssertionError("No request for " + jobId);
                }
                if (((TextMessage) message).getText().contains(jobId)) {
                    return message;
                }
            }
        }
    }
}
