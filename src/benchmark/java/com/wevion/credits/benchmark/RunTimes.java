package com.wevion.credits.benchmark;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The time of a run, and of each of its steps as seen by frequent polling. */
record RunTimes(String runId, Duration all, Map<String, Duration> steps) {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /** Runs and waits; the run must complete. */
    static RunTimes of(MonthService service) {
        String id = service.start();
        Map<String, Long> begins = new LinkedHashMap<>();
        begins.put("STAGE", System.nanoTime()); // it is told once it is done
        JsonNode ended = await().pollInterval(LOOK)
                .pollDelay(Duration.ZERO)
                .atMost(PATIENCE)
                .until(
                        () -> looked(service.run(id), begins),
                        run -> !run.path("status").asText().equals("RUNNING"));
        begins.put("", System.nanoTime());
        mustBeCompleted(ended);
        Instant began = Instant.parse(ended.path("startedAt").asText());
        return new RunTimes(
                id, Duration.between(began, Instant.parse(ended.path("endedAt").asText())), between(begins));
    }

    static void mustBeCompleted(JsonNode run) {
        if (!run.path("status").asText().equals("COMPLETED")) {
            throw new IllegalStateException("The run did not complete: " + run);
        }
    }

    private static JsonNode looked(JsonNode run, Map<String, Long> begins) {
        for (JsonNode step : run.path("steps")) {
            if (!step.path("status").asText().equals("WAITING")) {
                begins.putIfAbsent(step.path("step").asText(), System.nanoTime());
            }
        }
        return run;
    }

    private static Map<String, Duration> between(Map<String, Long> begins) {
        Map<String, Duration> steps = new LinkedHashMap<>();
        String last = null;
        for (String step : begins.keySet()) {
            if (last != null) {
                steps.put(last, Duration.ofNanos(begins.get(step) - begins.get(last)));
            }
            last = step;
        }
        return steps;
    }
}
