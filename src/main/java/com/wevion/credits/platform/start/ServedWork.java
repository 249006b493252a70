package com.wevion.credits.platform.start;

import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The work that the schema still lets this server do. A newer server may have taken single kinds of work over, while requests and messages
 * are served by both. Thread-safe.
 */
@ApplicationScoped
public class ServedWork {
    private static final Logger LOG = Logger.getLogger(ServedWork.class.getName());

    @Resource(lookup = "jdbc/batch") // joins no transaction
    DataSource database;

    @Inject
    ServerVersion version;

    private boolean reconciled = true;

    /**
     * True if this server may work on runs of the reconciliation. The log says it when that changes.
     *
     * @throws DatabaseFailure if the database is away
     */
    public boolean reconciles() {
        int oldest = Sql.on(database)
                .first(
                        "SELECT oldest_reconciling_server FROM schema_compatibility",
                        row -> row.getInt("oldest_reconciling_server"))
                .orElse(0);
        boolean reconciles = oldest <= version.number();
        logIfChanged(reconciles, oldest);
        return reconciles;
    }

    private synchronized void logIfChanged(boolean reconciles, int oldest) {
        if (reconciles != reconciled) {
            LOG.log(
                    Level.INFO,
                    reconciles
                            ? "This server (V{0}) works on runs of the reconciliation again"
                            : "This server (V{0}) leaves runs of the reconciliation to servers from V{1} on; it does everything else",
                    new Object[] {"%03d".formatted(version.number()), "%03d".formatted(oldest)});
            reconciled = reconciles;
        }
    }
}
