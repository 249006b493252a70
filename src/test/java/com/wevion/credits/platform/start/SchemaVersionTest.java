package com.wevion.credits.platform.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.platform.database.Sql;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of several versions start beside each other on a real database. */
class SchemaVersionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OURS =
            "CREATE OR REPLACE FUNCTION whose() RETURNS text LANGUAGE sql AS $$ SELECT '%s' $$;";

    @TempDir
    Path builds;

    private final ScratchDatabase database = ScratchDatabase.empty();
    private final HikariDataSource pool = database.pool(30);

    @AfterEach
    void drop() {
        pool.close();
        database.drop();
    }

    @Test
    void aServerThatTheSchemaServesNoMoreRefusesToStartNamesBothAndChangesNothing() {
        start(build("old", 30));
        start(build("new", 31, "UPDATE schema_compatibility SET oldest_server = 31;"));

        assertThatExceptionOfType(SchemaTooNew.class)
                .isThrownBy(() -> start(build("old", 30)))
                .withMessage(
                        "This server (V030) is too old for its database: the schema is V031 and serves servers from V031 on."
                                + " Nothing was changed; start a newer server.");

        assertThat(whose()).isEqualTo("new");
        assertThat(installed()).isEqualTo(2);
    }

    @Test
    void anOlderServerThatIsStillServedStartsAndLeavesTheFunctionsAlone() throws SQLException {
        start(build("old", 30));
        start(build("new", 31, "CREATE TABLE further ();"));

        start(build("old", 30));

        assertThat(whose()).isEqualTo("new");
        assertThat(installed()).isEqualTo(2);
        try (Connection connection = pool.getConnection()) {
            assertThat(Schema.oldestServed(connection)).isEqualTo(30);
        }
    }

    @Test
    void aServerOfTheSameVersionLivesWithAFileOfFunctionsThatItDoesNotBring() throws IOException {
        Path build = build("old", 30);
        Path further = Files.writeString(
                build.resolve("R__further.sql"),
                "CREATE OR REPLACE FUNCTION further() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$");
        start(build);
        Files.delete(further);

        start(build);

        assertThat(whose()).isEqualTo("old");
        assertThat(installed()).isEqualTo(2);
    }

    @Test
    void aNewerServerMigratesBesideAnOlderOne() {
        start(build("old", 30));

        start(build("new", 31, "CREATE TABLE further ();"));

        assertThat(whose()).isEqualTo("new");
        assertThat(database.count("SELECT count(*) FROM pg_class WHERE relname = 'further'"))
                .isOne();
    }

    @Test
    void functionsThatOthersHaveReplacedNeverComeBackWithTheSameMigrations() {
        start(build("first", 30));
        start(build("second", 30));

        start(build("first", 30));

        assertThat(whose()).isEqualTo("second");
    }

    @Test
    void functionsComeBackWithANewMigration() {
        start(build("first", 30));
        start(build("second", 30));

        start(build("first", 31, "CREATE TABLE further ();"));

        assertThat(whose()).isEqualTo("first");
    }

    @Test
    void oldAndNewServersThatStartTogetherLeaveTheNewOnesFunctions() {
        start(build("old", 30));
        List<CompletableFuture<Void>> starts = IntStream.range(0, 6)
                .mapToObj(i -> i % 2 == 0 ? build("old", 30) : build("new", 31, "CREATE TABLE further ();"))
                .map(build -> CompletableFuture.runAsync(() -> start(build)))
                .toList();

        starts.forEach(CompletableFuture::join);

        assertThat(whose()).isEqualTo("new");
        assertThat(database.count("SELECT count(*) FROM flyway_schema_history WHERE version = '031'"))
                .isOne();
    }

    @Test
    void aMigrationThatIsKilledMidwayLeavesNothingAndTheNextStartDoesIt() {
        start(build("old", 30));
        Path slow = build("new", 31, "CREATE TABLE further (); SELECT pg_sleep(60);");
        CompletableFuture<Void> killed = CompletableFuture.runAsync(() -> start(slow));
        String migrating = "FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()";
        await().atMost(PATIENCE).until(() -> database.count("SELECT count(*) " + migrating) == 1);

        database.count("SELECT count(pg_terminate_backend(pid)) " + migrating);

        assertThat(killed)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(SQLException.class);
        assertThat(database.count("SELECT count(*) FROM pg_class WHERE relname = 'further'"))
                .isZero();
        assertThat(whose()).isEqualTo("old");
        start(build("new", 31, "CREATE TABLE further ();"));
        assertThat(whose()).isEqualTo("new");
    }

    @Test
    void aServerThatWaitsForAnotherOnesMigrationsForTooLongSaysWhichSettingThatIs() throws SQLException {
        start(build("old", 30));
        try (Connection other = pool.getConnection()) {
            Sql.inTransaction(other, () -> {
                Sql.on(other).list("SELECT pg_advisory_xact_lock(" + Schema.LOCK + ")", row -> 1);

                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> new Schema(pool, Duration.ofSeconds(2), location(build("old", 30))).bringUp())
                        .withMessageContaining("credits.migration.wait.seconds");
                return null;
            });
        }
    }

    @Test
    void aFailedMigrationFailsTheStart() {
        start(build("old", 30));

        assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> start(build("new", 31, "SELECT 1 / 0;")));

        assertThat(whose()).isEqualTo("old");
    }

    @Test
    void thisServerKnowsItsNumberAndServesItself() throws SQLException {
        Schema ours = new Schema(pool, PATIENCE, "classpath:db/migration");
        ours.bringUp();
        try (Connection connection = pool.getConnection()) {
            assertThat(Schema.oldestServed(connection)).isLessThanOrEqualTo(ours.server());
        }
        assertThat(ours.server()).isGreaterThanOrEqualTo(30);
    }

    private void start(Path build) {
        try {
            new Schema(pool, PATIENCE, location(build)).bringUp();
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private static String location(Path build) {
        return "filesystem:" + build;
    }

    /** The migrations of a server whose functions say its name; the first is the real V030. */
    private Path build(String name, int newest, String... further) {
        Path folder = builds.resolve(name + newest + String.join("", further).hashCode());
        try {
            Files.createDirectories(folder);
            Path first = Path.of("sql/V030__schema_compatibility.sql");
            Files.writeString(folder.resolve(first.getFileName()), Files.readString(first));
            if (newest > 30) {
                Files.writeString(folder.resolve("V0%d__further.sql".formatted(newest)), String.join("\n", further));
            }
            Files.writeString(folder.resolve("R__functions.sql"), OURS.formatted(name));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String whose() {
        return Stream.of("old", "new", "first", "second")
                .filter(name -> database.count("SELECT count(*) WHERE whose() = '" + name + "'") == 1)
                .findFirst()
                .orElseThrow();
    }

    private long installed() {
        return database.count("SELECT count(*) FROM flyway_schema_history WHERE version IS NULL");
    }
}
