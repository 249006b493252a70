package com.wevion.credits.platform.database;

import java.util.concurrent.Executors;

/** A database's health, asked without a server. */
public final class TestHealth implements AutoCloseable {
    private final DatabaseHealth health = new DatabaseHealth();

    /** Waits for so long. */
    public TestHealth(long patienceMillis) {
        health.askers = Executors.newCachedThreadPool();
        health.patienceMillis = patienceMillis;
    }

    /** The bean that asks. */
    public DatabaseHealth health() {
        return health;
    }

    @Override
    public void close() {
        health.end();
    }
}
