package com.wevion.credits.generation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A team that has creative work done: what the tests of jobs ask for again and again. */
final class Studio {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalService service;
    private final TestTeam team;
    private final Api buyer;

    Studio(LocalService service) {
        this.service = service;
        this.team = TestTeam.paid(service);
        this.buyer = team.member("MEDIA_BUYER");
    }

    TestTeam team() {
        return team;
    }

    Api buyer() {
        return buyer;
    }

    Api.Answer submit(Map<String, Object> order) {
        return buyer.post(team.path("/jobs"), order);
    }

    /** A new job's id. */
    String queued(String what, String engine, String quantityField, long quantity) {
        return ok(submit(Map.of("service", what, "engine", engine, quantityField, quantity)))
                .text("jobId");
    }

    /** Ten variants of the seed's first image engine. */
    String tenImages() {
        return queued("IMAGE", "FLUX_2_PRO", "variants", 10);
    }

    /** Ten variants that the workers have been asked for. */
    String sent() {
        String jobId = tenImages();
        awaitSent(jobId);
        return jobId;
    }

    /** Until the broker has the request for a job. */
    void awaitSent(String jobId) {
        await().atMost(PATIENCE)
                .until(() -> strings("SELECT id FROM outbox WHERE job_id = ?", UUID.fromString(jobId))
                        .isEmpty());
    }

    /** Ten variants that the workers were asked for, and then to give up. */
    String cancelling() {
        String jobId = sent();
        ok(buyer.post(team.path("/jobs/" + jobId + "/cancellation"), null));
        return jobId;
    }

    Api.Answer submit(Map<String, Object> order, String key) {
        return buyer.post(team.path("/jobs"), order, key);
    }

    Api.Answer job(String jobId) {
        return ok(buyer.get(team.path("/jobs/" + jobId)));
    }

    Api.Answer awaitStatus(String jobId, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(job(jobId).text("status")).isEqualTo(status));
        return job(jobId);
    }

    /** A completion by REST, which answers when it is done. */
    Api.Answer complete(String jobId, Map<String, Object> completion) {
        return Api.host(service).post("/jobs/" + jobId + "/completion", completion);
    }

    Api.Answer succeeded(String jobId, long delivered) {
        return complete(jobId, Map.of("outcome", "SUCCEEDED", "delivered", delivered));
    }

    Api.Answer failed(String jobId, String failure) {
        return complete(jobId, Map.of("outcome", "FAILED", "failure", failure));
    }

    /** USD used so far. */
    String accrued() {
        return team.balance("creative.accrued");
    }

    String held() {
        return team.balance("creative.held");
    }

    /** The CREATIVE entries of a job. */
    List<JsonNode> entriesOf(String jobId) {
        List<JsonNode> entries = new ArrayList<>();
        ok(team.owner().get(team.path("/transactions?account=CREATIVE&limit=200")))
                .json()
                .get("items")
                .forEach(entries::add);
        entries.removeIf(entry -> !jobId.equals(entry.at("/reference/id").asText()));
        return entries;
    }

    /** The kinds of anomalies recorded of a job, in alphabetical order. */
    List<String> anomaliesOf(String jobId) {
        return strings("SELECT kind FROM anomaly WHERE hold_id = ? ORDER BY kind", UUID.fromString(jobId));
    }

    /** The first column of a query's rows. */
    List<String> strings(String sql, Object parameter) {
        List<String> all = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                all.add(row.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
