package com.wevion.credits.ledger;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One worker thread that ends with its test. */
final class ClosingExecutor implements Executor, AutoCloseable {
    private final ExecutorService worker = Executors.newSingleThreadExecutor();

    @Override
    public void execute(Runnable task) {
        worker.execute(task);
    }

    @Override
    public void close() {
        worker.shutdown();
    }
}
