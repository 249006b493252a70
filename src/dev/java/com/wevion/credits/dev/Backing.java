package com.wevion.credits.dev;

import com.wevion.credits.dev.stripe.StripeSimulator;
import com.wevion.credits.platform.start.SchemaUpgrade;
import com.wevion.credits.platform.time.ServiceClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The backing services of a server: the data folder, the database, the broker and Stripe, embedded or simulated unless the settings name
 * others.
 */
final class Backing implements AutoCloseable {
    private final DataFolder data;
    private final LocalPostgres postgres;
    private final boolean hasTwoRoles;
    private final LocalBroker broker;
    private final ServiceClock clock = new ServiceClock();
    private final StripeSimulator stripe;
    private final Settings settings;

    /** Takes the data folder and chooses ports; {@link #start} starts. */
    Backing(Settings given) {
        LocalPostgres.registerDriver(); // of an external database too
        data = DataFolder.open(given.dataFolder());
        postgres = given.has("credits.db.url")
                ? null
                : new LocalPostgres(
                        data, Settings.built().resolve("server/postgresql"), given.number("credits.db.port"));
        // A server of another version brings the schema up itself, as the owner.
        hasTwoRoles = postgres != null && given.project().equals(Path.of("").toAbsolutePath());
        broker = given.has("credits.broker.url") ? null : new LocalBroker(given, data);
        stripe = given.has("credits.stripe.api.key")
                ? null
                : new StripeSimulator(
                        Ports.choose(given.number("credits.stripe.simulator.port")),
                        "sk_test_simulator",
                        "whsec_simulator",
                        this::webhookUrl,
                        clock);
        settings = given.with(addresses(given))
                .with(keys(given))
                .with(checkpointKeys(given))
                .with(inbox(given))
                .with(webhooks(given))
                .with(stripeAccess());
    }

    private String webhookUrl() {
        return "http://127.0.0.1:" + settings.text("credits.http.port") + "/api/v1/stripe/webhook";
    }

    /** The simulator, unless the settings name a real account. */
    private Map<String, String> stripeAccess() {
        return stripe == null
                ? Map.of()
                : Map.of(
                        "credits.stripe.api.key", stripe.secretKey(),
                        "credits.stripe.api.base", stripe.baseUrl(),
                        "credits.stripe.webhook.secret", stripe.webhookSecret());
    }

    private Map<String, String> addresses(Settings given) {
        Map<String, String> found = new HashMap<>();
        String port = Integer.toString(Ports.choose(given.number("credits.http.port")));
        found.put("credits.http.port", port);
        found.put("credits.management.port", Integer.toString(Ports.choose(given.number("credits.management.port"))));
        if (!given.has("credits.purchase.return.url")) {
            found.put("credits.purchase.return.url", "http://127.0.0.1:" + port + "/purchase.html");
        }
        if (postgres == null) {
            found.putAll(ExternalAddresses.ofDatabase(given));
        } else {
            found.put("credits.db.url", postgres.url());
            found.put("credits.db.user", hasTwoRoles ? postgres.application() : postgres.user());
            found.put("credits.db.password", hasTwoRoles ? postgres.applicationPassword() : postgres.password());
        }
        if (broker == null) {
            found.putAll(ExternalAddresses.ofBroker(given.text("credits.broker.url")));
        } else {
            found.putAll(ExternalAddresses.ofBroker(broker.url()));
            found.put("credits.broker.user", broker.user());
            found.put("credits.broker.password", broker.password());
        }
        return found;
    }

    /** A development issuer, unless the settings name a real one, or the key of another server's. */
    private Map<String, String> keys(Settings given) {
        return given.has("credits.issuers") || given.has("credits.dev.issuer.key.file")
                ? Map.of()
                : new DevKeys(data).settings();
    }

    /** A key to sign checkpoints by, unless the settings name one. */
    private Map<String, String> checkpointKeys(Settings given) {
        return given.has("credits.checkpoint.key.file")
                ? Map.of()
                : CheckpointKeyFiles.in(data.file("")).settings();
    }

    /** A key for webhooks, and receivers on this machine, unless the settings name a key. */
    private Map<String, String> webhooks(Settings given) {
        return given.has("credits.webhooks.key")
                ? Map.of()
                : Map.of(
                        "credits.webhooks.key",
                        data.secret("webhooks.key"),
                        "credits.webhooks.networks",
                        "127.0.0.0/8");
    }

    /** A folder for providers' files, unless the settings name one. */
    private Map<String, String> inbox(Settings given) {
        return given.has("credits.reconciliation.inbox")
                ? Map.of()
                : Map.of("credits.reconciliation.inbox", data.file("inbox").toString());
    }

    /** Starts database and broker at the same time. */
    void start() {
        startStripe();
        CompletableFuture<Void> database =
                CompletableFuture.runAsync(this::startPostgres).thenRun(this::migrate);
        CompletableFuture<Void> queues = CompletableFuture.runAsync(this::startBroker);
        try {
            CompletableFuture.allOf(database, queues).join();
            DataFolder.writePrivate(data.file("database.url"), databaseUrl() + System.lineSeparator());
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartFailure failure ? failure : e;
        } catch (IOException e) {
            throw new StartFailure("The data folder cannot be written", e);
        }
    }

    /** The server connects as a role that may not. */
    private void migrate() {
        if (hasTwoRoles) {
            QuietLogs.apply();
            StartProgress.say("Bringing the schema up to date");
            PGSimpleDataSource owner = new PGSimpleDataSource();
            owner.setUrl(postgres.urlWithPassword());
            try {
                SchemaUpgrade.bringUp(owner, settings.number("credits.migration.wait.seconds"));
            } catch (SQLException | RuntimeException e) {
                throw new StartFailure("The schema cannot be brought up to date: " + e.getMessage(), e);
            }
        }
    }

    /** JDBC URL of the database, with user and password: those of the owner of the schema, if it is embedded. */
    String databaseUrl() {
        return postgres == null ? ExternalAddresses.withCredentials(settings) : postgres.urlWithPassword();
    }

    private void startStripe() {
        try {
            if (stripe != null) {
                stripe.start();
            }
        } catch (UncheckedIOException e) {
            throw new StartFailure(e.getMessage(), e);
        }
    }

    void startPostgres() {
        if (postgres != null) {
            postgres.start();
        }
    }

    void startBroker() {
        if (broker != null) {
            broker.start();
        }
    }

    CompletableFuture<?> postgresEnded() {
        return postgres == null ? new CompletableFuture<>() : postgres.ended();
    }

    void killPostgres() {
        postgres.kill();
    }

    /** By which everything goes that is simulated here. */
    ServiceClock clock() {
        return clock;
    }

    /** Null if a real account is used. */
    StripeSimulator stripe() {
        return stripe;
    }

    void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    /** The settings with everything that was chosen here. */
    Settings settings() {
        return settings;
    }

    DataFolder data() {
        return data;
    }

    @Override
    public void close() {
        try (data;
                stripe) {
            stopBroker();
        } finally {
            if (postgres != null) {
                postgres.close();
            }
        }
    }
}
