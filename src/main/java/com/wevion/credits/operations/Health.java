package com.wevion.credits.operations;

import com.wevion.credits.operations.HealthReport.Check;
import com.wevion.credits.platform.OneLine;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;

/**
 * Answers probes. Checks ask the database, which may not answer: they run one set at a time by a thread of their own, for all who ask
 * meanwhile, and nobody waits for them beyond the time-out. Thread-safe.
 */
@ApplicationScoped
class Health {
    private static final HealthReport LIVE = HealthReport.of(List.of());

    @Inject
    @Readiness
    Instance<HealthCheck> checks;

    @Inject
    @ConfigProperty(name = "credits.health.timeout.millis")
    long timeoutMillis;

    @Resource
    ManagedThreadFactory threads;

    private ExecutorService checker;
    private CompletableFuture<HealthReport> running = CompletableFuture.completedFuture(null);
    private long beganNanos;

    @PostConstruct
    void start() {
        checker = Executors.newSingleThreadExecutor(threads);
    }

    /** The process answers, whatever it waits for: starting it anew would help nobody. */
    HealthReport live() {
        return LIVE;
    }

    /** Whether a load balancer may send requests here. */
    HealthReport ready() {
        CompletableFuture<HealthReport> answer = current();
        try {
            return answer.get(Math.max(0, leftMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return down("no answer within " + timeoutMillis + " ms");
        } catch (ExecutionException e) {
            return down(OneLine.of(String.valueOf(e.getCause())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return down("stopping");
        }
    }

    private synchronized CompletableFuture<HealthReport> current() {
        if (running.isDone()) {
            beganNanos = System.nanoTime();
            running = CompletableFuture.supplyAsync(this::check, checker);
        }
        return running;
    }

    private synchronized long leftMillis() {
        return timeoutMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
    }

    private HealthReport check() {
        return HealthReport.of(
                checks.stream().map(check -> Check.of(check.call())).toList());
    }

    private static HealthReport down(String reason) {
        return HealthReport.of(List.of(new Check("checks", Status.DOWN, Map.of("reason", reason))));
    }

    @PreDestroy
    void stop() {
        checker.shutdownNow();
    }
}
