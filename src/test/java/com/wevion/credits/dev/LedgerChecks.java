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
import java.util.stream.Stream;

/** Runs the invariants of {@code sql/checks}: each is a query that returns no row when it holds. */
public final class LedgerChecks {
    private static final Path FOLDER = Path.of("sql/checks");
    private static final int MOST_SHOWN = 5;

    private LedgerChecks() {}

    /** What is violated, as the check's name and a few of its rows; empty when everything holds. */
    public static List<String> violations(String databaseUrl) {
        List<String> violations = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(databaseUrl);
                Stream<Path> checks = Files.list(FOLDER)) {
            for (Path check : checks.sorted().toList()) {
                violations.addAll(rows(connection, check));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return violations;
    }

    private static List<String> rows(Connection connection, Path check) throws SQLException, IOException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(Files.readString(check))) {
            while (row.next() && rows.size() < MOST_SHOWN) {
                StringBuilder text = new StringBuilder(check.getFileName().toString());
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
