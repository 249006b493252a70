package com.wevion.credits.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.wevion.credits.platform.json.Json;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The addresses for orchestrator, load balancer and monitoring, the same at both ports. */
@ApplicationScoped
class Probes {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    @Inject
    Health health;

    @Inject
    PrometheusMeterRegistry registry;

    /** The answer for a path; empty if it is none of them. */
    Optional<ManagementAnswer> at(String path) {
        return switch (path) {
            case "/health/live", "/health/started" -> Optional.of(answer(health.live()));
            case "/health", "/health/ready" -> Optional.of(answer(health.ready()));
            case "/metrics" ->
                Optional.of(new ManagementAnswer(
                        OK,
                        "text/plain; version=0.0.4; charset=utf-8",
                        registry.scrape().getBytes(StandardCharsets.UTF_8)));
            default -> Optional.empty();
        };
    }

    private static ManagementAnswer answer(HealthReport report) {
        try {
            return new ManagementAnswer(
                    report.isUp() ? OK : UNAVAILABLE,
                    "application/json",
                    Json.mapper().writeValueAsBytes(report));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
