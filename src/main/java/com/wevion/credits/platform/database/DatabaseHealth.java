package com.wevion.credits.platform.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks the database on behalf of readiness checks, in the background and each question one at a time: a probe is answered in time also when
 * the pool is used up or the database stalls. No probe waits for a question that is overdue already.
 */
@ApplicationScoped
public class DatabaseHealth {
    private record Asked(Future<?> answer, long since) {}

    @Resource
    ManagedThreadFactory threads;

    @Inject
    @ConfigProperty(name = "credits.health.database.millis")
    long patienceMillis;

    private final Map<String, Asked> asked = new ConcurrentHashMap<>();
    ExecutorService askers;

    @PostConstruct
    void begin() {
        askers = Executors.newCachedThreadPool(threads);
    }

    /**
     * What the database answers; empty if it does not within {@code credits.health.database.millis}.
     *
     * @param question names what is asked; while it is being asked it is not asked again
     * @throws ExecutionException with what went wrong, if asking failed
     */
    public <T> Optional<T> ask(String question, Callable<T> asking) throws ExecutionException {
        Asked current = asked.compute(
                question,
                (name, before) -> before != null && !before.answer().isDone()
                        ? before
                        : new Asked(askers.submit(asking), System.nanoTime()));
        long patience = isOverdue(current) ? 0 : patienceMillis;
        try {
            @SuppressWarnings("unchecked") // what a question of this name is answered by
            T answer = (T) current.answer().get(patience, TimeUnit.MILLISECONDS);
            return Optional.of(answer);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private boolean isOverdue(Asked question) {
        return System.nanoTime() - question.since() > TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    }

    @PreDestroy
    void end() {
        askers.shutdownNow();
    }
}
