package com.wevion.credits.benchmark;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.dev.LocalService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Kills the server in each step of the job, and the database once. A lock on what the step has to write next holds it there, so
 * that it is certain where it was killed. What comes out must be what an undisturbed run found.
 */
final class StepKills {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Map<String, String> LOCKS = locks();

    private final MonthService service;
    private final JsonNode report;
    private final List<JsonNode> breaks;

    /** @param run the undisturbed one */
    StepKills(MonthService service, String run) {
        this.service = service;
        this.report = comparable(service.report(run));
        this.breaks = service.breaks(run).stream().map(StepKills::comparable).toList();
    }

    private static Map<String, String> locks() {
        Map<String, String> locks = new LinkedHashMap<>();
        locks.put("STAGE", "LOCK TABLE reconciliation_group IN EXCLUSIVE MODE");
        locks.put(
                "MATCH",
                "SELECT FROM reconciliation_slice WHERE day = '2026-10-20' AND provider = 'OPENAI' AND NOT done FOR UPDATE");
        locks.put("CLASSIFY", "LOCK TABLE reconciliation_finding IN EXCLUSIVE MODE");
        locks.put("AUDIT", "LOCK TABLE reconciliation_audit IN EXCLUSIVE MODE");
        locks.put("MONEY", "LOCK TABLE reconciliation_money IN EXCLUSIVE MODE");
        locks.put("REPORT", "LOCK TABLE reconciliation_break IN EXCLUSIVE MODE");
        return locks;
    }

    /** The differences; empty if all is the same. */
    List<String> differences() throws SQLException {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, String> lock : LOCKS.entrySet()) {
            differences.addAll(afterKilledIn(lock.getKey(), lock.getValue()));
        }
        differences.addAll(afterKilledDatabase());
        return differences;
    }

    private List<String> afterKilledIn(String step, String lock) throws SQLException {
        LocalService local = service.local();
        String run;
        try (Connection connection = DriverManager.getConnection(local.databaseUrl());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (step.equals("MATCH")) {
                run = service.start();
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> locked(connection, lock));
            } else {
                statement.execute(lock);
                run = service.start();
            }
            await().atMost(PATIENCE).until(() -> waits(connection) && isIn(run, step));
            local.killServer();
            connection.rollback();
        }
        local.restartServer();
        return compared("killed in " + step, run);
    }

    private static boolean locked(Connection connection, String lock) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(lock)) {
            boolean locked = row.next();
            if (!locked) {
                connection.rollback();
            }
            return locked;
        }
    }

    /** True if another connection waits for a lock of this one. */
    private static boolean waits(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))")) {
            return row.next();
        }
    }

    private boolean isIn(String run, String step) {
        for (JsonNode one : service.run(run).path("steps")) {
            if (one.path("step").asText().equals(step)) {
                return one.path("status").asText().equals("RUNNING");
            }
        }
        return false;
    }

    private List<String> afterKilledDatabase() {
        String run = service.start();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> isIn(run, "MATCH"));
        service.local().killPostgres();
        service.local().restartPostgres();
        return compared("the database killed in MATCH", run);
    }

    private List<String> compared(String name, String run) {
        long began = System.nanoTime();
        JsonNode ended = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(
                        () -> service.run(run),
                        found -> !found.path("status").asText().equals("RUNNING"));
        RunTimes.mustBeCompleted(ended);
        List<String> differences = new ArrayList<>();
        if (!comparable(service.report(run)).equals(report)) {
            differences.add(name + ": the report is " + comparable(service.report(run)) + " instead of " + report);
        }
        List<JsonNode> found =
                service.breaks(run).stream().map(StepKills::comparable).toList();
        if (!found.equals(breaks)) {
            differences.add(name + ": the breaks are " + found + " instead of " + breaks);
        }
        System.out.printf(
                "  %s: %s, %.1f s from the restart to the end%n",
                name, differences.isEmpty() ? "the same" : "DIFFERENT", (System.nanoTime() - began) / 1e9);
        return differences;
    }

    /** Without what is a run's own. */
    private static JsonNode comparable(JsonNode report) {
        ObjectNode kept = report.deepCopy();
        kept.remove(List.of("runId", "startedAt", "previous", "openBreaks", "ageDays"));
        return kept;
    }
}
