package com.wevion.credits.dev;

import java.util.concurrent.CompletableFuture;

/** A server with the application on it, as a process of its own. */
interface Server extends AutoCloseable {
    /** Starts the process; {@link #alive} and {@code /health/ready} say what becomes of it. */
    void start();

    boolean alive();

    long pid();

    /** Completes when the process has ended, for whatever reason. */
    CompletableFuture<?> ended();

    /** The end of its log. */
    String lastWords();

    /** SIGKILL, as the fault tests need it. */
    void kill();

    /** Stops it as an operator would; nothing if it does not run. */
    @Override
    void close();
}
