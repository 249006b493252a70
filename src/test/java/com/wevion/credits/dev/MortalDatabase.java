package com.wevion.credits.dev;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;

/** A migrated database in a PostgreSQL of its own, which can be killed without harm to other tests. */
public final class MortalDatabase implements AutoCloseable {
    private static final int WAIT_MILLIS = 1_000;

    private final Path folder =
            Path.of("target/mortal/" + ProcessHandle.current().pid()).toAbsolutePath();
    private final DataFolder data = DataFolder.open(folder);
    private final LocalPostgres postgres =
            new LocalPostgres(data, Path.of("target/server/postgresql").toAbsolutePath(), 0);

    /** Starts it. */
    public MortalDatabase() {
        postgres.start();
        Flyway.configure().dataSource(url(), null, null).load().migrate();
    }

    /** With user and password. */
    public String url() {
        return postgres.urlWithPassword();
    }

    /** A pool of connections that commit by themselves, which survives the database. */
    public HikariDataSource pool(int connections) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(url());
        pool.setMaximumPoolSize(connections);
        pool.setConnectionTimeout(WAIT_MILLIS);
        return new HikariDataSource(pool);
    }

    /** SIGKILL. */
    public void kill() {
        postgres.kill();
    }

    /** Starts it again; returns when it has recovered. */
    public void restart() {
        postgres.start();
    }

    @Override
    public void close() {
        postgres.kill(); // nothing in it is needed any more
        data.close();
        DataFolder.delete(folder);
    }
}
