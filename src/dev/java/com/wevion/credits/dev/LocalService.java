package com.wevion.credits.dev;

import com.wevion.credits.dev.stripe.StripeSimulator;
import com.wevion.credits.platform.time.ServiceClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * The whole service: database, broker, Payara Micro with the application, simulated engines, simulated Stripe. Database and
 * broker are embedded, and Stripe is simulated, unless the settings name others. Parts can be killed and started again, as the fault tests need it.
 */
public final class LocalService implements AutoCloseable {
    /** An answer is on its way for a moment, by which a clock need not be set. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);

    private final Backing backing;
    private final Settings settings;
    private final Server server;
    private final SimulatedEngines engines;
    private final SimulatedChat chat;
    private volatile boolean closed;

    private LocalService(Settings given, BiFunction<Settings, DataFolder, Server> chosen) {
        backing = new Backing(given);
        settings = backing.settings();
        server = chosen.apply(settings, backing.data());
        boolean simulates = Boolean.parseBoolean(settings.text("credits.simulated.engines"));
        engines = simulates ? new SimulatedEngines(broker(), settings, backing.clock()) : null;
        chat = simulates ? new SimulatedChat(this, settings) : null;
    }

    /** Prepares everything with the settings of {@link Settings#load}; {@link #start} starts it. */
    public static LocalService prepare(Map<String, String> overrides) {
        return prepareWith(null, overrides);
    }

    /** As {@link #prepare}, with further archives, from a folder, on the same server. */
    public static LocalService prepareWith(Path archives, Map<String, String> overrides) {
        return new LocalService(
                Settings.load(overrides),
                (settings, data) -> new PayaraMicro(settings, data, Settings.built(), archives, Map.of()));
    }

    /** As {@link #prepare}, the server's process with these further variables in its environment. */
    public static LocalService prepareIn(Map<String, String> environment, Map<String, String> overrides) {
        return new LocalService(
                Settings.load(overrides),
                (settings, data) -> new PayaraMicro(settings, data, Settings.built(), null, environment));
    }

    /** As {@link #prepare}, with the server of another version, which was built in this folder. */
    public static LocalService prepareVersion(Path project, Map<String, String> overrides) {
        Path built = project.resolve("target").toAbsolutePath();
        return new LocalService(
                Settings.load(project.toAbsolutePath(), overrides),
                (settings, data) -> new PayaraMicro(settings, data, built, null, Map.of()));
    }

    /** As {@link #prepare}, on the full Payara Server, installed anew as the handbook says. */
    public static LocalService prepareOnPayaraServer(Map<String, String> overrides) {
        return new LocalService(Settings.load(overrides), PayaraServer::new);
    }

    /** Starts everything and returns when it is ready. */
    public void start() {
        backing.start();
        startServer();
        if (engines != null) {
            engines.start();
            chat.start();
        }
    }

    private void startServer() {
        mustBeOpen();
        server.start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.number("credits.start.timeout.seconds"));
        while (!ready()) {
            mustBeOpen();
            if (!server.alive()) {
                throw new StartFailure("Payara Micro ended while starting. " + serverLog());
            }
            if (System.nanoTime() > deadline) {
                throw new StartFailure("Not ready within credits.start.timeout.seconds. " + serverLog());
            }
            pause();
        }
    }

    private void mustBeOpen() {
        if (closed) {
            throw new StartFailure("Stopped while starting");
        }
    }

    private String serverLog() {
        return "Its log ends with:" + System.lineSeparator() + server.lastWords();
    }

    /** True if {@code /health/ready} answers 200, at the management port, where an orchestrator asks, and at the API's. */
    public boolean ready() {
        return Probe.isOk(managementUrl() + "/health/ready") && Probe.isOk(baseUrl() + "/health/ready");
    }

    private synchronized void pause() {
        try {
            wait(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted", e);
        }
    }

    /** Sets the clock of the service ahead, and with it those of the simulated engines and of the simulated Stripe. */
    public void setClock(Instant at) {
        TestTeam.ok(Api.nobody(this).send("POST", "/dev/clock", Map.of("at", at.toString())));
        followClock();
    }

    /** Lets everything that is simulated go by the service's clock, if somebody has set it. */
    public void followClock() {
        Instant now = Instant.parse(
                TestTeam.ok(Api.nobody(this).send("GET", "/dev/clock", null)).text("at"));
        Duration off = Duration.between(backing.clock().instant(), now);
        if (off.abs().compareTo(CLOCK_TOLERANCE) > 0) {
            backing.clock().setAhead(Duration.between(ServiceClock.REAL.instant(), now));
        }
    }

    /** The time by the service's clock. */
    public Instant now() {
        return backing.clock().instant();
    }

    /** {@code http://127.0.0.1:<port>}, without a slash at the end. */
    public String baseUrl() {
        return "http://127.0.0.1:" + settings.text("credits.http.port");
    }

    /** The management port, as {@link #baseUrl}. */
    public String managementUrl() {
        return "http://127.0.0.1:" + settings.text("credits.management.port");
    }

    /** JDBC URL of the database in use, with user and password: those of the owner of the schema, if it is embedded. */
    public String databaseUrl() {
        return backing.databaseUrl();
    }

    /** {@code tcp://host:port} of the broker in use. */
    public String brokerUrl() {
        return settings.text("credits.broker.url");
    }

    /** A worker's access to the broker in use. */
    public BrokerAccess broker() {
        return new BrokerAccess(settings);
    }

    /** True if Stripe is simulated here: always, unless {@code credits.stripe.api.key} is set. */
    public boolean simulatesStripe() {
        return backing.stripe() != null;
    }

    /**
     * The simulated Stripe; it keeps running while the server is killed or restarted.
     *
     * @throws StartFailure if a real account is used
     */
    public StripeSimulator stripe() {
        if (!simulatesStripe()) {
            throw new StartFailure("Stripe is not simulated, as credits.stripe.api.key is set");
        }
        return backing.stripe();
    }

    /** Settings for another server of the same service: the database, the broker, Stripe and the keys of this one. */
    public Map<String, String> shared() {
        return settings.shared();
    }

    /** The effective settings. */
    public Settings settings() {
        return settings;
    }

    /** The server's process, for tests of the server itself. */
    Server server() {
        return server;
    }

    /** Process id of the server. */
    public long serverPid() {
        return server.pid();
    }

    /** Completes when the server's process has ended. */
    public CompletableFuture<?> serverEnded() {
        return server.ended();
    }

    /** Completes when the embedded PostgreSQL has ended; never for a database that is not ours. */
    public CompletableFuture<?> postgresEnded() {
        return backing.postgresEnded();
    }

    /** SIGKILL to Payara Micro. */
    public void killServer() {
        server.kill();
    }

    /** SIGTERM to Payara Micro, and waits until it has stopped. */
    public void stopServer() {
        server.close();
    }

    /** Starts Payara Micro (again), stopping it first if it runs, and waits until it is ready. */
    public void restartServer() {
        server.close();
        startServer();
    }

    /** Starts Payara Micro (again), stopping it first if it runs, and waits for nothing. */
    public void launchServer() {
        server.close();
        server.start();
    }

    /** SIGKILL to the embedded PostgreSQL. */
    public void killPostgres() {
        backing.killPostgres();
    }

    /** Starts the embedded PostgreSQL again, on the same port. */
    public void restartPostgres() {
        backing.startPostgres();
    }

    /** Stops the embedded broker; its messages stay on the disk. */
    public void stopBroker() {
        backing.stopBroker();
    }

    /** Starts the embedded broker again, on the same port. */
    public void restartBroker() {
        backing.startBroker();
    }

    /** Stops everything, also in the middle of a start, in the order of its need: engines, server, broker, database. */
    @Override
    public void close() {
        closed = true;
        try (backing;
                server) {
            if (engines != null) {
                engines.close();
                chat.close();
            }
        }
    }
}
