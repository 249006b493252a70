package com.wevion.credits.benchmark;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.benchmark.Results.Subject;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.BrokerAccess;
import com.wevion.credits.dev.TestTeam;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Completions per second of the message-driven bean ({@code settle}), from the first to the last, against a bean with the
 * same activation that only acknowledges ({@code acknowledge}). All messages of a round become visible at once.
 */
final class CompletionRates implements Figure {
    static final String NAME = "completions";
    static final String SETTLE = "settle";
    static final String ACKNOWLEDGE = "acknowledge";
    static final int TEAMS = 20;
    private static final int WARM_UP_JOBS = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String COMPLETED = "credits.jobs.completed";
    private static final Map<String, Object> ONE_IMAGE =
            Map.of("service", "IMAGE", "engine", "FLUX_2_PRO", "variants", 1);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Stage stage, Results results) throws Exception {
        Service service = stage.service();
        List<TestTeam> teams = IntStream.range(0, TEAMS)
                .mapToObj(i -> TestTeam.paid(service.local()))
                .toList();
        teams.forEach(team -> ok(Api.superAdmin(service.local())
                .patch(
                        team.path("/settings"),
                        Map.of("creativeSpendingLimit", "100000", "creativeSpendingCeiling", "100000"))));
        round(service, teams, WARM_UP_JOBS);
        for (int round = 0; round < stage.options().rounds(); round++) {
            round(service, teams, stage.options().jobs())
                    .forEach((design, tally) ->
                            results.add(new Subject(NAME, design, design.equals(SETTLE) ? TEAMS : 0, 0, 0), tally));
        }
    }

    private static Map<String, Tally> round(Service service, List<TestTeam> teams, int jobs) throws Exception {
        List<String> messages = admit(service, teams, jobs);
        return Map.of(ACKNOWLEDGE, acknowledge(service, messages), SETTLE, settle(service, messages));
    }

    /** Completion messages of new jobs, when nothing is left to do for their admission. */
    private static List<String> admit(Service service, List<TestTeam> teams, int jobs) {
        List<String> messages = teams.parallelStream()
                .flatMap(team -> IntStream.range(0, jobs / teams.size())
                        .mapToObj(i -> ok(team.owner().post(team.path("/jobs"), ONE_IMAGE))
                                .text("jobId")))
                .map(jobId -> ("{\"jobId\":\"%s\",\"outcome\":\"SUCCEEDED\",\"delivered\":1,\"provider\":\"TEST\","
                                + "\"providerRequestId\":\"%s\",\"providerCostUsd\":\"0.02\",\"completedAt\":\"2026-01-31T12:00:00Z\"}")
                        .formatted(jobId, UUID.randomUUID()))
                .toList();
        await().atMost(PATIENCE)
                .until(() -> numbers(service, "SELECT count(*) FROM outbox").get(0) == 0);
        return messages;
    }

    private static Tally settle(Service service, List<String> messages) throws SQLException {
        long before = numbers(service, "SELECT count(*) FROM hold WHERE state = 'SETTLED'")
                .get(0);
        send(service, COMPLETED, messages);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> numbers(service, "SELECT count(*) FROM hold WHERE state = 'OPEN'")
                                .get(0)
                        == 0);
        List<Long> after = numbers(
                service,
                "SELECT count(*), (extract(epoch FROM max(ended_at) - min(ended_at)) * 1000000)::bigint"
                        + " FROM (SELECT ended_at FROM hold WHERE state = 'SETTLED' ORDER BY ended_at DESC LIMIT "
                        + messages.size() + ") AS newest");
        long settled = numbers(service, "SELECT count(*) FROM hold WHERE state = 'SETTLED'")
                        .get(0)
                - before;
        if (settled != messages.size()) {
            throw new IllegalStateException("Of " + messages.size() + " jobs " + settled + " were settled");
        }
        return Tally.ofRate(settled, after.get(1) * 1_000);
    }

    private static Tally acknowledge(Service service, List<String> messages) throws Exception {
        call(service, "POST");
        send(service, FloorArchive.QUEUE, messages);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> call(service, "GET").startsWith(messages.size() + " "));
        return Tally.ofRate(messages.size(), Long.parseLong(call(service, "GET").split(" ")[1]) * 1_000);
    }

    private static void send(Service service, String queue, List<String> messages) {
        BrokerAccess broker = service.local().broker();
        try (ActiveMQConnectionFactory factory = broker.connections();
                JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue destination = broker.queue(context, queue);
            JMSProducer producer = context.createProducer();
            messages.forEach(message -> producer.send(destination, message));
            context.commit();
        }
    }

    private static String call(Service service, String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.floor() + "/acknowledged"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static List<Long> numbers(Service service, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(service.local().databaseUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            List<Long> numbers = new ArrayList<>();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                numbers.add(row.getLong(column));
            }
            return numbers;
        }
    }
}
