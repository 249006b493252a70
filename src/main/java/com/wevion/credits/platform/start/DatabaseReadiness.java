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

    @Resource(lookup = "jdbc/credits")
    DataSource database;

    @Inject
    DatabaseHealth health;

    @Inject
    ServerVersion version;

    private DatabaseState former = DatabaseState.READY;

    @Override
    public HealthCheckResponse call() {
        DatabaseState state = state();
        logIfChanged(state);
        return HealthCheckResponse.named("database")
                .status(state == DatabaseState.READY)
                .withData("state", state.name())
                .build();
    }

    /** The state now. */
    DatabaseState state() {
        try {
            return health.ask("database", this::look).orElse(DatabaseState.SLOW);
        } catch (ExecutionException e) {
            LOG.log(Level.FINE, "The database is away", e);
            return DatabaseState.AWAY;
        }
    }

    private DatabaseState look() throws SQLException {
        try (Connection connection = database.getConnection()) {
            int oldest = Schema.oldestServed(connection);
            if (oldest == 0) {
                return DatabaseState.NO_SCHEMA;
            }
            return oldest > version.number() ? DatabaseState.TOO_OLD : DatabaseState.READY;
        }
    }

    private synchronized void logIfChanged(DatabaseState state) {
        if (state != former) {
            LOG.log(
                    state == DatabaseState.READY ? Level.INFO : Level.WARNING,
                    "The database is {0}; it was {1}. Servers are in service while it is READY.",
                    new Object[] {state, former});
            former = state;
        }
    }
}
