package com.wevion.credits.platform.start;

import com.wevion.credits.platform.database.DatabaseHealth;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the database answers in time and has a schema that serves this server. The log says when that changes. */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(DatabaseReadiness.class.getName());
    private static final String READY = "READY";

    @Resource(lookup = "jdbc/credits")
    DataSource database;

    @Inject
    DatabaseHealth health;

    @Inject
    ServerVersion version;

    private String former = READY;

    @Override
    public HealthCheckResponse call() {
        String state = state();
        sayIfChanged(state);
        return HealthCheckResponse.named("database")
                .status(state.equals(READY))
                .withData("state", state)
                .build();
    }

    /** READY, or what is wrong, as the handbook lists it. */
    String state() {
        try {
            return health.ask("database", this::look).orElse("SLOW");
        } catch (ExecutionException e) {
            LOG.log(Level.FINE, "The database is away", e);
            return "AWAY";
        }
    }

    private String look() throws SQLException {
        try (Connection connection = database.getConnection()) {
            int oldest = Schema.oldestServed(connection);
            return oldest == 0 ? "NO_SCHEMA" : oldest > version.number() ? "TOO_OLD" : READY;
        }
    }

    private synchronized void sayIfChanged(String state) {
        if (!state.equals(former)) {
            LOG.log(
                    state.equals(READY) ? Level.INFO : Level.WARNING,
                    "The database is {0}; it was {1}. Servers are in service while it is READY.",
                    new Object[] {state, former});
            former = state;
        }
    }
}
