package com.wevion.credits.operations;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Stops the service before the Java machine begins to stop. A shutdown hook would be too late: hooks run at the same time, and
 * the server's own takes the application away meanwhile. A second signal stops at once.
 */
@Startup
@Singleton
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class StopSignal {
    private static final Logger LOG = Logger.getLogger(StopSignal.class.getName());

    @Inject
    Stop stop;

    @Resource
    ManagedThreadFactory threads;

    private final AtomicBoolean begun = new AtomicBoolean();
    private ScheduledExecutorService timer;
    private TerminationSignal signal;

    @PostConstruct
    void listen() {
        timer = Executors.newSingleThreadScheduledExecutor(threads);
        try {
            signal = new TerminationSignal(this::begin);
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "The service cannot stop before the server: {0}", e.getMessage());
        }
    }

    /** Called by a thread of the Java machine's that knows nothing of the application. */
    private void begin() {
        if (!begun.compareAndSet(false, true)) {
            signal.pass();
            return;
        }
        try {
            timer.execute(this::announce);
        } catch (RejectedExecutionException e) { // the application is being taken away already
            signal.pass();
        }
    }

    private void announce() {
        try {
            timer.schedule(this::leave, stop.announce().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) { // likewise
            signal.pass();
        }
    }

    private void leave() {
        try {
            stop.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The service did not stop in an orderly way before the server", e);
        } finally {
            signal.pass();
        }
    }

    @PreDestroy
    void forget() {
        if (!begun.get()) {
            timer.shutdown();
        }
        if (signal != null && !begun.get()) {
            signal.forget();
        }
    }
}
