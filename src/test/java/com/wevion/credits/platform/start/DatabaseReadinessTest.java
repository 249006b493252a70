package com.wevion.credits.platform.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.database.TestHealth;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The readiness of a server, by a real database in the states that it can be in. */
class DatabaseReadinessTest {
    /** Newer than any schema. */
    private static final int SERVER = 999;

    private static final long PATIENCE_MILLIS = 500;

    private final ScratchDatabase database = ScratchDatabase.empty();
    private final HikariDataSource pool = database.pool(1);
    private final TestHealth health = new TestHealth(PATIENCE_MILLIS);
    private final DatabaseReadiness readiness = new DatabaseReadiness();

    DatabaseReadinessTest() {
        readiness.database = pool;
        readiness.health = health.health();
        readiness.version = new ServerVersion();
        readiness.version.is(SERVER);
    }

    @AfterEach
    void close() {
        health.close();
        pool.close();
        database.drop();
    }

    @Test
    void isReadyOnASchemaThatServesTheServer() {
        database.migrate("latest");

        await().untilAsserted(() -> assertThat(readiness.state()).isEqualTo(DatabaseState.READY));
    }

    @Test
    void isNotReadyOnceANewerServerHasMovedTheSchemaBeyondIt() {
        database.migrate("latest");
        database.execute("UPDATE schema_compatibility SET oldest_server = " + (SERVER + 1));

        await().untilAsserted(() -> assertThat(readiness.state()).isEqualTo(DatabaseState.TOO_OLD));
    }

    @Test
    void isNotReadyOnAnEmptyDatabaseInPlaceOfItsOwn() {
        await().untilAsserted(() -> assertThat(readiness.state()).isEqualTo(DatabaseState.NO_SCHEMA));
    }

    @Test
    void answersInTimeWhileThePoolIsUsedUpAndOnlyTheFirstProbeWaits() throws SQLException {
        database.migrate("latest");
        try (Connection all = pool.getConnection()) {
            assertThat(all.isValid(1)).isTrue();
            assertThat(readiness.state()).isEqualTo(DatabaseState.SLOW);

            long began = System.nanoTime();
            assertThat(readiness.state()).isEqualTo(DatabaseState.SLOW);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(PATIENCE_MILLIS));
        }
        await().untilAsserted(() -> assertThat(readiness.state()).isEqualTo(DatabaseState.READY));
    }
}
