package com.wevion.credits.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Hearsay;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToldTest {
    private static Told named(String provider, String requestId) {
        return Told.of(Hearsay.of(provider), Hearsay.of(requestId), null, null, null);
    }

    /** Fields and problems of what cannot be used. */
    private static List<String> problems(Told told) {
        return told.unusable().stream()
                .map(part -> part.field() + " " + part.problem())
                .toList();
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
    void saysWhatOfTheNamesCannotBeUsed_D22() {
        assertThat(problems(named("Black\tForest", "req 1"))).isEmpty();
        assertThat(problems(named("", " "))).containsExactly("provider is empty", "providerRequestId is empty");
        assertThat(problems(named("a\u0000b", "\ud800r")))
                .containsExactly(
                        "provider has characters that cannot be used",
                        "providerRequestId has characters that cannot be used");
        Told tooLong = named("x".repeat(255), "y".repeat(256));
        assertThat(tooLong.canonicalProvider()).hasSize(255);
        assertThat(tooLong.namedRequest()).isNull();
        assertThat(tooLong.unusable())
                .containsExactly(
                        new Unusable("providerRequestId", "y".repeat(200), "must have at most 255 characters"));
        assertThat(named("a\u0000b\ud800", null).unusable().get(0).told()).isEqualTo("a\ufffdb\ufffd");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -1                   | must not be negative
            abc                  | must be a decimal number such as "12.5"
            1e2                  | must be a decimal number such as "12.5"
            0.0000000001         | must be a decimal number such as "12.5"
            9999999999           | must be at most 1000000000""")
    void leavesOutACostThatIsNone_D22(String cost, String problem) {
        Told told = Told.of(null, null, Hearsay.of(cost), null, null);

        assertThat(told.costUsd()).isNull();
        assertThat(told.costNanos()).isNull();
        assertThat(told.leavesATrace()).isFalse();
        assertThat(told.unusable()).containsExactly(new Unusable("providerCostUsd", cost, problem));
    }

    @Test
    void leavesOutATimeThatIsNone_D22() {
        assertThat(Told.of(null, null, null, null, Hearsay.of("2026-01-31T12:00:00Z"))
                        .completedAt())
                .isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        for (String time : List.of("", "yesterday", "2026-01-31", "+1000000000-01-01T00:00:00Z")) {
            Told told = Told.of(null, null, null, null, Hearsay.of(time));
            assertThat(told.completedAt()).isNull();
            assertThat(problems(told)).singleElement().asString().startsWith("completedAt must be a UTC instant");
        }
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
                    UsageOutcome.LATE);
            UsageRecord.insertOnce(connection, List.of(record));
            assertThat(Sql.on(pool)
                            .first("SELECT provider || ' ' || request_id FROM usage_record", row -> row.getString(1)))
                    .contains("A req-1");
        } finally {
            database.drop();
        }
    }
}
