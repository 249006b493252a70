package com.wevion.credits.operations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The management port: probes and metrics, and nothing else. It has threads of its own, so that it answers whatever the requests wait
 * for, and it is open as long as the application is there, which the server's own probes do not know.
 */
@Startup
@Singleton
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class Management {
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int CLOSE_SECONDS = 1;
    private static final int WITHOUT_BODY = -1;

    @Inject
    Probes probes;

    @Inject
    @ConfigProperty(name = "credits.management.host")
    String host;

    @Inject
    @ConfigProperty(name = "credits.management.port")
    int port;

    @Inject
    @ConfigProperty(name = "credits.management.threads")
    int max;

    @Inject
    @ConfigProperty(name = "credits.management.request.seconds")
    int requestSeconds;

    @Resource
    ManagedThreadFactory threads;

    @Resource
    ContextService contexts;

    private HttpServer server;
    private ExecutorService workers;

    /** A port that is in use fails the deployment: a server that cannot be monitored must not serve. */
    @PostConstruct
    void open() {
        // Read once by the JDK's server, which otherwise waits for a slow client for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", Integer.toString(requestSeconds));
        System.setProperty("sun.net.httpserver.maxRspTime", Integer.toString(requestSeconds));
        // Head and body of an answer are two packets; otherwise the second may wait 40 ms for the first's receipt.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The management port " + host + ":" + port + " cannot be opened", e);
        }
        workers = Executors.newFixedThreadPool(max, threads);
        server.setExecutor(workers);
        // What a probe asks first may be made by it, and finds what the server gives it only in the application's
        // context.
        server.createContext("/", contexts.createContextualProxy((HttpHandler) this::answer, HttpHandler.class));
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, WITHOUT_BODY);
                return;
            }
            ManagementAnswer answer =
                    probes.at(exchange.getRequestURI().getPath()).orElse(null);
            if (answer == null) {
                exchange.sendResponseHeaders(NOT_FOUND, WITHOUT_BODY);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            boolean wanted = method.equals("GET");
            exchange.sendResponseHeaders(answer.status(), wanted ? answer.content().length : WITHOUT_BODY);
            if (wanted) {
                exchange.getResponseBody().write(answer.content());
            }
        }
    }

    @PreDestroy
    void close() {
        server.stop(CLOSE_SECONDS);
        workers.shutdownNow();
    }
}
