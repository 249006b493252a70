package com.wevion.credits.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * A comparison of the month by hand: the files by COPY into a plain table, and one statement.
 *
 * @param differences the number of differences found, without a cause
 */
record MonthByHand(Duration copy, Duration join, long differences) {

    static MonthByHand of(String databaseUrl, Month month) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(databaseUrl);
                Statement statement = connection.createStatement()) {
            // Neither side is to meet rows that were written a moment ago.
            statement.execute("VACUUM (ANALYZE) usage_record");
            statement.execute("DROP TABLE IF EXISTS by_hand");
            statement.execute(FocusFile.COLUMNS.stream()
                    .map(column -> '"' + column + "\" " + type(column))
                    .collect(Collectors.joining(", ", "CREATE TABLE by_hand (", ")")));
            long began = System.nanoTime();
            for (Path file : month.files().values()) {
                copy(connection, file);
            }
            long copied = System.nanoTime();
            // As much memory as the job's statements take.
            statement.execute("SET work_mem = '64MB'");
            long differences = count(statement);
            long joined = System.nanoTime();
            statement.execute("DROP TABLE by_hand");
            return new MonthByHand(Duration.ofNanos(copied - began), Duration.ofNanos(joined - copied), differences);
        }
    }

    private static String type(String column) {
        if (column.endsWith("Start") || column.endsWith("End")) {
            return "timestamptz";
        }
        return column.matches(".*(Cost|Price|PricingQuantity|ConsumedQuantity)") ? "numeric" : "text";
    }

    private static void copy(Connection connection, Path file) throws SQLException, IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY by_hand FROM STDIN (FORMAT csv, HEADER)", in, 1 << 16);
        }
    }

    private static long count(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(Statements.file("reconciliation-by-hand.sql"))) {
            row.next();
            return row.getLong(1);
        }
    }

    Duration all() {
        return copy.plus(join);
    }
}
