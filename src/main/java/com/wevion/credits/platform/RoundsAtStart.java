package com.wevion.credits.platform;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Begins the rounds of this server when the migrations are done, and ends them with the application. */
@Startup
@Singleton
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN) // what begins here would be in a transaction otherwise
public class RoundsAtStart {
    @Resource
    ManagedThreadFactory threads;

    @Inject
    RunningWork running;

    @Inject
    MeterRegistry meters;

    @Inject
    Event<Rounds> whoeverHasSome;

    private Rounds rounds;

    @PostConstruct
    void begin() {
        rounds = new Rounds(threads, running, meters);
        whoeverHasSome.fire(rounds);
    }

    @PreDestroy
    void end() {
        rounds.close();
    }
}
