package com.wevion.credits.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Runs the invariants of {@code sql/checks}: each is a query that returns no row when it holds. */
public final class LedgerChecks {
    private static final Path FOLDER = Path.of("sql/checks");
    private static final int MAX_SHOWN = 5;

    private LedgerChecks() {}

    /** The violations, each as the check's name and a few of its rows; empty when everything holds. */
    public static List<String> violations(String databaseUrl) {
        return violations(databaseUrl, Set.of());
    }

    /** As {@link #violations(String)}, without the checks of these names, but with further queries of the same kind. */
    public static List<String> violations(String databaseUrl, Set<String> without, String... further) {
        List<String> violations = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(databaseUrl)) {
            for (String check : names()) {
                if (!without.contains(check)) {
                    violations.addAll(rows(connection, check));
                }
            }
            for (String query : further) {
                violations.addAll(rows(connection, "further check", query, MAX_SHOWN));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return violations;
    }

    /** The checks, by the names of their files without the ending, sorted. */
    public static List<String> names() {
        try (Stream<Path> checks = Files.list(FOLDER)) {
            return checks.map(check -> check.getFileName().toString().replace(".sql", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows that one check finds, within the transaction of this connection. */
    public static List<String> rows(Connection connection, String check) throws SQLException {
        return rows(connection, check, MAX_SHOWN);
    }

    /** As {@link #rows(Connection, String)}, but at most so many rows. */
    public static List<String> rows(Connection connection, String check, int max) throws SQLException {
        try {
            return rows(connection, check + ".sql", Files.readString(FOLDER.resolve(check + ".sql")), max);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> rows(Connection connection, String name, String query, int max) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next() && rows.size() < max) {
                StringBuilder text = new StringBuilder(name);
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    text.append(' ')
                            .append(row.getMetaData().getColumnLabel(column))
                            .append('=')
                            .append(row.getString(column));
                }
                rows.add(text.toString());
            }
        }
        return rows;
    }
}
