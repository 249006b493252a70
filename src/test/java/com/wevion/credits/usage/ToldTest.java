package com.wevion.credits.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.Sql;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ToldTest {
    private static Told named(String provider, String requestId) {
        return new Told(provider, requestId, null, null);
    }

    @Test
    void passesOverControlCharactersInNames() {
        assertThat(named(null, "\u0000req\n-\u00851\u007f ").namedRequest()).isEqualTo("req-1");
        assertThat(named("Black\tForest\u0000 Labs\u001f\u009f", null).canonicalProvider())
                .isEqualTo("BLACK_FOREST_LABS");
    }

    @Test
    void takesANameOfControlCharactersForNone() {
        assertThat(named("\u0000", " \u0000 ").canonicalProvider()).isNull();
        assertThat(named("\u0000", " \u0000 ").namedRequest()).isNull();
        assertThat(named("\u0000", " \u0000 ").leavesATrace()).isFalse();
        assertThat(named(null, null).canonicalProvider()).isNull();
    }

    @Test
    void theDatabaseTakesWhateverIsTold() throws SQLException {
        ScratchDatabase database = ScratchDatabase.migrated();
        try (HikariDataSource pool = database.pool();
                Connection connection = pool.getConnection()) {
            Told told = named("a\u0000\ud800\u001c", "req\u0000-\udfff1");
            UsageRecord record = new UsageRecord(
                    UUID.randomUUID(),
                    Measure.IMAGE,
                    Instant.EPOCH,
                    told.canonicalProvider(),
                    told.namedRequest(),
                    Service.IMAGE,
                    "FLUX",
                    1,
                    null,
                    null,
                    0,
                    Outcome.LATE);
            UsageRecord.insertOnce(connection, List.of(record));
            assertThat(Sql.on(pool)
                            .first("SELECT provider || ' ' || request_id FROM usage_record", row -> row.getString(1)))
                    .contains("A? req-?1");
        } finally {
            database.drop();
        }
    }
}
