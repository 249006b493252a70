package com.wevion.credits.operations;

import com.wevion.credits.platform.RunningWork;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.util.List;

/** Shows at {@code /metrics} how many connections are in use and how many requests, streams and messages are in progress. */
@Startup
@Singleton
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ServerPools {
    private static final List<String> POOLS = List.of("credits", "ledger", "webhooks", "batch", "jms/credits-pool");

    @Inject
    MeterRegistry registry;

    @Inject
    RunningWork work;

    @PostConstruct
    void register() {
        for (String pool : POOLS) {
            show(pool, "free", "Connections of a pool that are open and not in use", "getNumConnFree");
            show(pool, "used", "Connections of a pool that are in use", "getNumConnUsed");
        }
        Gauge.builder("credits.work.running", work::running)
                .description("Requests, streams, messages and rounds that are worked on")
                .register(registry);
    }

    private void show(String pool, String what, String description, String figure) {
        Gauge.builder("credits.pool.connections." + what, () -> figure(pool, figure))
                .description(description)
                .tag("pool", pool)
                .register(registry);
    }

    /**
     * The figure of the server's pool manager, which no interface of Jakarta EE leads to; its monitoring counts nothing in Payara Micro. NaN
     * if it is not known.
     */
    private static Number figure(String pool, String getter) {
        try {
            ClassLoader server = Thread.currentThread().getContextClassLoader();
            Class<?> runtimeType = server.loadClass("com.sun.enterprise.connectors.ConnectorRuntime");
            Class<?> infoType = server.loadClass("org.glassfish.resourcebase.resources.api.PoolInfo");
            Object runtime = runtimeType.getMethod("getRuntime").invoke(null);
            Object manager = runtimeType.getMethod("getPoolManager").invoke(runtime);
            Object status = server.loadClass("com.sun.enterprise.resource.pool.PoolManager")
                    .getMethod("getPoolStatus", infoType)
                    .invoke(manager, infoType.getConstructor(String.class).newInstance(pool));
            return (Number) status.getClass().getMethod(getter).invoke(status);
        } catch (ReflectiveOperationException e) {
            return Double.NaN;
        }
    }
}
