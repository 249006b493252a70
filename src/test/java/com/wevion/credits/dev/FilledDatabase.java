package com.wevion.credits.dev;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/**
 * A database as a server of {@code e2f1ae1}, of 24 November 2026, left it: two teams with everything that it knew, and a message whose
 * answer is on its way. {@code src/test/resources/upgrade/e2f1ae1} has the scripts that filled and dumped it.
 */
public final class FilledDatabase {
    /** A team with 9,811 credits, of which 5,000 were bought, a card, and a bill of $0.91. */
    public static final String RICH = "0190a000-0000-7000-8000-0000000000e1";

    /** A team with 4,811 credits, of which a message holds 63. */
    public static final String BUSY = "0190a000-0000-7000-8000-0000000000e2";

    /** The check that only holds again when a server has released the message, whose time is over. */
    public static final Set<String> UNTIL_A_SERVER_RUNS = Set.of("overdue_holds_are_released");

    private static final Path FOLDER = Path.of("src/test/resources/upgrade/e2f1ae1");
    private static final String NEWEST = "017";

    private FilledDatabase() {}

    /** A new one, in which nothing newer has been done. */
    public static ScratchDatabase create() {
        ScratchDatabase database = ScratchDatabase.empty();
        Flyway.configure()
                .dataSource(database.url(), null, null)
                .locations("filesystem:sql")
                .target(NEWEST)
                .repeatableSqlMigrationPrefix("none") // its own functions, not today's
                .load()
                .migrate();
        Flyway.configure()
                .dataSource(database.url(), null, null)
                .locations("filesystem:" + FOLDER)
                .ignoreMigrationPatterns("*:missing", "*:future")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(database.superuserUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica"); // no trigger fires
            statement.execute("SET ROLE credits");
            fill(connection, statement);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    private static void fill(Connection connection, Statement statement) throws SQLException, IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve("filled.dump"));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("COPY ")) {
                int end = i + 1;
                while (!lines.get(end).equals("\\.")) {
                    end++;
                }
                String rows = String.join("\n", lines.subList(i + 1, end)) + "\n";
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(line.replace(";", ""), new StringReader(rows));
                i = end;
            } else {
                statement.execute(line);
            }
        }
    }

    /**
     * The settings of a service whose database it is, with a new key for checkpoints beside the former one.
     *
     * @param folder for the keys
     */
    public static Map<String, String> settings(ScratchDatabase database, Path folder) {
        try {
            CheckpointKeyFiles keys = CheckpointKeyFiles.in(Files.createDirectories(folder));
            Path known = folder.resolve("known.pem");
            Files.writeString(
                    known,
                    Files.readString(keys.publicKey()) + Files.readString(FOLDER.resolve("checkpoint-public.pem")));
            return Map.of(
                    "credits.db.url", database.url(),
                    "credits.checkpoint.key.file", keys.privateKey().toString(),
                    "credits.checkpoint.public.key.file", known.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
