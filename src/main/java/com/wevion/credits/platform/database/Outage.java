package com.wevion.credits.platform.database;

import jakarta.resource.ResourceException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Tells the failures that pass by themselves (database away, pool exhausted, deadlock) from mistakes in the program. */
public final class Outage {
    /** SQL state classes: connection, insufficient resources, transaction rolled back, operator intervention. */
    private static final Set<String> CLASSES = Set.of("08", "53", "40", "57");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Outage() {}

    public static boolean isSignalledBy(Throwable failure) {
        return failure instanceof SQLException sql && isTransient(sql)
                // A pool that has no connection within its wait says so by an exception of the connector architecture.
                || failure instanceof ResourceException;
    }

    private static boolean isTransient(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || state != null
                        && state.length() == 5
                        && (CLASSES.contains(state.substring(0, 2)) || state.equals(LOCK_NOT_AVAILABLE));
    }
}
