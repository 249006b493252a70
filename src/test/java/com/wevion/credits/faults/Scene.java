package com.wevion.credits.faults;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LocalPostgres;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.StartFailure;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.faults.Wire.State;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** A server, its database and its broker, each a process of its own; the two are behind a wire each, and on a small disk each. */
final class Scene implements AutoCloseable {
    private static final int DATABASE_MEGABYTES = 700;
    private static final int BROKER_MEGABYTES = 100;
    private static final int STARTS = 3;

    final SmallDisk databaseDisk;
    final SmallDisk brokerDisk;
    final LocalPostgres database;
    final BrokerProcess broker;
    final Wire databaseWire;
    final Wire brokerWire;
    final SteppedClock clock;
    final LocalService service;
    private Connection locks;

    /** Starts everything with new data in this folder. */
    Scene(Path folder) {
        Path whole = folder.toAbsolutePath();
        DataFolder.delete(whole);
        databaseDisk = new SmallDisk(whole.resolve("database"), DATABASE_MEGABYTES);
        brokerDisk = new SmallDisk(whole.resolve("broker"), BROKER_MEGABYTES);
        database = new LocalPostgres(
                DataFolder.open(databaseDisk.folder()),
                Path.of("target/server/postgresql").toAbsolutePath(),
                0);
        database.start();
        broker = new BrokerProcess(brokerDisk.folder());
        broker.start();
        databaseWire =
                new Wire(URI.create(database.url().substring("jdbc:".length())).getPort());
        brokerWire = new Wire(broker.port());
        clock = new SteppedClock(whole);
        service = LocalService.prepareIn(clock.environment(), TestSettings.in(whole.resolve("service"), settings()));
        service.start();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(BrokerProcess.settings(brokerWire.port()));
        settings.put("credits.db.url", "jdbc:postgresql://127.0.0.1:" + databaseWire.port() + "/credits");
        settings.put("credits.db.user", database.user());
        settings.put("credits.db.password", database.password());
        return settings;
    }

    /** The database's own address, with user and password. */
    String databaseUrl() {
        return database.urlWithPassword();
    }

    /** Runs a statement as a superuser in the application's database. */
    void execute(String sql) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection(database.adminUrl().replace("/postgres?", "/credits?"));
    }

    /** Lets everybody wait who wants to write into an account, and thereby for a connection. */
    void lockAccounts() {
        try {
            locks = superuser();
            locks.setAutoCommit(false);
            try (Statement statement = locks.createStatement()) {
                statement.execute("LOCK TABLE account IN ACCESS EXCLUSIVE MODE");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    void unlockAccounts() {
        try {
            locks.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Starts the database or the broker again if it has ended, as an orchestrator does. */
    void revive() {
        if (!database.runs()) {
            database.start();
        }
        broker.start();
    }

    /** Starts the server as an orchestrator does: again if a start fails, as Payara's sometimes does in its own services. */
    void restartServer() {
        for (int left = STARTS; left > 0; left--) {
            try {
                service.restartServer();
                return;
            } catch (StartFailure e) {
                if (left == 1) {
                    throw e;
                }
            }
        }
    }

    /** The server's answer to a readiness probe. */
    String readiness() {
        return Api.nobody(service).send("GET", "/health/ready", null).body();
    }

    /** Everything works, and the disks have room. */
    private void mend() {
        databaseDisk.free();
        brokerDisk.free();
        databaseWire.set(State.WHOLE);
        brokerWire.set(State.WHOLE);
    }

    @Override
    public void close() {
        mend();
        try (databaseDisk;
                brokerDisk;
                database;
                broker;
                databaseWire;
                brokerWire) {
            service.close();
        }
    }
}
