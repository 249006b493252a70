package com.wevion.credits.dev.stripe;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** HTTP on a port of 127.0.0.1, by a bounded number of daemon threads. */
public final class SimulatedServer implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int WAITING = 512;

    static {
        // head and body of an answer are two packets; without this the second waits up to 40 ms for the first's receipt
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final ThreadPoolExecutor threads;
    private final Map<String, HttpHandler> handlers;
    private final int wantedPort;
    private HttpServer server;

    /**
     * Serves nothing yet.
     *
     * @param name of the threads
     * @param wantedPort 0 for any free one
     */
    public SimulatedServer(String name, int wantedPort, Map<String, HttpHandler> handlers) {
        this.wantedPort = wantedPort;
        this.handlers = handlers;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Serves. */
    public synchronized void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wantedPort), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Port " + wantedPort + " of 127.0.0.1 is taken; choose another by credits.stripe.simulator.port",
                    e);
        }
        handlers.forEach(server::createContext);
        server.setExecutor(threads);
        server.start();
    }

    /** The wanted port, or for 0 the one found by {@link #start}. */
    public synchronized int port() {
        return server == null ? wantedPort : server.getAddress().getPort();
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }
}
