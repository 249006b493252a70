package com.wevion.credits.ledger.transaction;

import com.wevion.credits.ledger.decision.Changes;
import com.wevion.credits.ledger.decision.Decisions;
import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.CompanionRows;
import com.wevion.credits.platform.database.ArrayParameters;
import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.platform.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Writes what was decided, by one call of the database function {@code write_changes}. */
final class Writer {
    private static final String CALL =
            "SELECT write_changes(" + String.join(", ", Collections.nCopies(Changes.parameters(), "?")) + ")";
    /** SQLSTATE of write_changes if a fact does not hold. */
    static final String OVERTAKEN = "CR001";
    /** SQLSTATE of write_changes if the decisions are of a time that the database's clock has not reached. */
    static final String AHEAD = "CR002";

    private static final String CONSTRAINT_VIOLATIONS = "23";

    private Writer() {}

    /**
     * True if nothing was written for a reason that may lie in what the decisions were made by: an account, a member or a hold is
     * not what it was remembered to be, which a constraint may notice first, or a key has been used.
     */
    static boolean isOvertaken(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return OVERTAKEN.equals(state) || state.startsWith(CONSTRAINT_VIOLATIONS);
    }

    /** True if everything is written by one statement, which needs no transaction around it. */
    static boolean isOneStatement(Decisions decisions) {
        return decisions.companions().stream().allMatch(CompanionRows.class::isInstance);
    }

    /**
     * Writes the rows and those of the companions, in the connection's transaction.
     *
     * @param reached the time that the database's clock must have reached
     */
    static void write(Connection connection, Decisions decisions, Instant reached) throws SQLException {
        if (decisions.changeNothing()) {
            return;
        }
        Map<Class<?>, List<Companion<?>>> companions = new LinkedHashMap<>();
        decisions
                .companions()
                .forEach(companion -> companions
                        .computeIfAbsent(companion.getClass(), type -> new ArrayList<>())
                        .add(companion));
        List<List<Companion<?>>> along = companions.values().stream()
                .filter(all -> all.get(0) instanceof CompanionRows)
                .toList();
        try (PreparedStatement call = connection.prepareStatement(call(along))) {
            ArrayParameters arrays = new ArrayParameters(call);
            for (List<Companion<?>> all : along) {
                ((CompanionRows<?>) all.get(0)).bind(arrays, all);
            }
            Changes.bind(arrays, decisions, reached);
            call.execute();
        }
        for (List<Companion<?>> all : companions.values()) {
            if (!(all.get(0) instanceof CompanionRows)) {
                writeAfter(connection, all);
            }
        }
    }

    /** A companion that writes by {@link Sql} fails as one that writes by the driver: the poster knows by the state what to do. */
    private static void writeAfter(Connection connection, List<Companion<?>> all) throws SQLException {
        try {
            all.get(0).write(connection, all);
        } catch (DatabaseFailure e) {
            throw (SQLException) e.getCause();
        }
    }

    private static String call(List<List<Companion<?>>> along) {
        StringJoiner inserts = new StringJoiner(", ", "WITH ", " ").setEmptyValue("");
        for (int i = 0; i < along.size(); i++) {
            inserts.add("rows_" + i + " AS (" + ((CompanionRows<?>) along.get(i).get(0)).insert() + ")");
        }
        return inserts + CALL;
    }
}
