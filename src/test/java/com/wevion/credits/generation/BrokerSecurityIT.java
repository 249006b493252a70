package com.wevion.credits.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.PairOfBrokers;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.WithServersOfItsOwn;
import com.wevion.credits.generation.broker.BrokerQueues;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSSecurityRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The service at brokers that let nobody in without TLS, user and password, and whose queues have names of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@WithServersOfItsOwn
@Tag("long")
class BrokerSecurityIT {
    private static final Path FOLDER = Path.of("target/it/broker-security");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The most warnings in the log while a broker is away; some seventy connections ask for it each second. */
    private static final int FEW = 20;

    private PairOfBrokers brokers;
    private LocalService service;
    private Studio studio;

    /** The first of the two brokers is away. */
    @BeforeAll
    void start() {
        brokers = new PairOfBrokers(FOLDER.resolve("brokers"));
        brokers.startSecond();
        DataFolder.delete(FOLDER.resolve("service").toAbsolutePath());
        service = LocalService.prepare(TestSettings.in(FOLDER.resolve("service"), settings()));
        service.start();
        studio = new Studio(service);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = brokers.settings();
        settings.put("credits.engines.delay.millis", "100");
        settings.put("credits.outbox.pause.seconds", "2");
        return settings;
    }

    @AfterAll
    void stop() {
        try {
            assertThat(LedgerChecks.violations(service.databaseUrl())).isEmpty();
        } finally {
            service.close();
            brokers.close();
        }
    }

    @Test
    @Order(1)
    void doesJobsByTlsWithAPasswordAtTheOneBrokerThatIsThere() {
        List<String> jobs =
                IntStream.range(0, 5).mapToObj(i -> studio.tenImages()).toList();

        jobs.forEach(job -> studio.awaitStatus(job, "SUCCEEDED"));
        await().atMost(PATIENCE).until(() -> ready().contains("\"status\":\"CONNECTED\""));
    }

    @Test
    @Order(2)
    void nobodyIsLetInWithoutTheRightPassword() {
        for (String[] caller : new String[][] {{null, null}, {"credits-service", "wrong"}, {"nobody", ""}}) {
            try (ActiveMQConnectionFactory factory = service.broker().connections(caller[0], caller[1])) {
                assertThatThrownBy(factory::createContext).isInstanceOf(JMSSecurityRuntimeException.class);
            }
        }
    }

    @Test
    @Order(3)
    void deadLettersOfAPrefixedQueueKeepTheNameOfTheContract() {
        try (ActiveMQConnectionFactory factory = service.broker().connections();
                JMSContext context = factory.createContext()) {
            context.createProducer().send(service.broker().queue(context, BrokerQueues.COMPLETED), "poison");
        }
        await().atMost(PATIENCE)
                .until(() -> studio.strings("SELECT queue FROM dead_letter WHERE body = ?", "poison")
                        .equals(List.of("credits.jobs.completed")));
    }

    @Test
    @Order(4)
    void goesOnAtTheOtherBrokerOfThePairWhenOneIsLost() throws IOException {
        int before = warnings().size();
        brokers.stopSecond();
        List<String> jobs =
                IntStream.range(0, 5).mapToObj(i -> studio.tenImages()).toList();
        await().atMost(PATIENCE).until(() -> ready().contains("\"status\":\"AWAY\""));
        assertThat(service.ready()).isTrue();
        assertThat(ready()).contains("\"connected\":false", "\"since\":\"", "\"outboxOldestSeconds\":");

        brokers.startFirst();

        jobs.forEach(job -> studio.awaitStatus(job, "SUCCEEDED"));
        await().atMost(PATIENCE).until(() -> ready().contains("\"status\":\"CONNECTED\""));
        brokers.stopFirst();
        brokers.startSecond();
        studio.awaitStatus(studio.tenImages(), "SUCCEEDED");
        List<String> said = warnings().subList(before, warnings().size());
        assertThat(said).anyMatch(line -> line.contains("The broker is away")).hasSizeLessThanOrEqualTo(FEW);
    }

    @Test
    @Order(5)
    void jobsWaitWhileThePasswordIsWrongAndGoOutWhenItIsRightAgain() throws IOException {
        int before = warnings().size();
        brokers.stopSecond();
        brokers.changePasswordOfFirst();
        brokers.startFirst();
        await().atMost(PATIENCE).until(() -> ready().contains("\"status\":\"REFUSED\""));
        List<String> jobs =
                IntStream.range(0, 5).mapToObj(i -> studio.tenImages()).toList();
        jobs.forEach(job -> assertThat(studio.job(job).text("status")).isEqualTo("QUEUED"));
        assertThat(service.ready()).isTrue();
        List<String> said = warnings().subList(before, warnings().size());

        brokers.stopFirst();
        brokers.startSecond();

        jobs.forEach(job -> studio.awaitStatus(job, "SUCCEEDED"));
        assertThat(said).filteredOn(line -> line.contains("The broker refuses")).hasSize(1);
        assertThat(said).hasSizeLessThanOrEqualTo(FEW);
    }

    private String ready() {
        return Api.nobody(service).send("GET", "/health/ready", null).body();
    }

    /** The lines of the server's log that warn, so far. */
    private static List<String> warnings() throws IOException {
        try (var lines = Files.lines(FOLDER.resolve("service/server.log"))) {
            return lines.filter(line -> line.contains("WARN") || line.contains("SEVERE"))
                    .toList();
        }
    }
}
