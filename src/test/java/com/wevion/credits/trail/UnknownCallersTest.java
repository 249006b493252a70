package com.wevion.credits.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.database.Sql;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The values of refused attempts by callers who are not known: erased in time, and nothing else. */
class UnknownCallersTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Instant LIMIT = NOW.minus(Duration.ofDays(90));
    private static final Instant OLD = LIMIT.minusSeconds(1);
    private static final UUID PAULA = UUID.randomUUID();

    private ScratchDatabase database;
    private HikariDataSource pool;

    @BeforeEach
    void open() {
        database = ScratchDatabase.migrated();
        pool = database.pool();
    }

    @AfterEach
    void close() {
        pool.close();
        database.drop();
    }

    private Sql sql() {
        return Sql.on(pool);
    }

    private void line(Author.Kind kind, UUID person, String address, Instant at, Outcome outcome) {
        Attempts.write(sql(), kind, person, address, at, outcome);
    }

    private List<String> addresses() {
        return sql().list("SELECT value FROM audit_personal ORDER BY value", row -> row.getString("value"));
    }

    private List<String> chain() {
        AuditChain.link(sql(), 1_000);
        return sql().list(
                        "SELECT sequence || ' ' || encode(hash, 'hex') AS link FROM audit_link ORDER BY sequence",
                        row -> row.getString("link"));
    }

    private void assertWhole() {
        assertThat(LedgerChecks.violations(database.url())).isEmpty();
    }

    @Test
    void areErasedOnceTheyAreOldAndThoseOfOthersAreNot() {
        line(Author.Kind.UNKNOWN, null, "192.0.2.1", OLD, Outcome.REFUSED);
        line(Author.Kind.SERVICE, null, "192.0.2.2", OLD, Outcome.REFUSED);
        line(Author.Kind.UNKNOWN, null, "192.0.2.3 just not old", LIMIT, Outcome.REFUSED);
        line(Author.Kind.PERSON, PAULA, "192.0.2.4 of a person", OLD, Outcome.REFUSED);
        line(Author.Kind.SERVICE, null, "192.0.2.5 was allowed", OLD, Outcome.DONE);

        assertThat(UnknownCallers.forget(sql(), LIMIT, 1_000)).isEqualTo(2);

        assertThat(addresses())
                .containsExactly("192.0.2.3 just not old", "192.0.2.4 of a person", "192.0.2.5 was allowed");
        assertThat(UnknownCallers.forget(sql(), LIMIT, 1_000)).isZero();
    }

    @Test
    void areErasedInPieces() {
        for (int line = 0; line < 5; line++) {
            line(Author.Kind.UNKNOWN, null, "192.0.2." + line, OLD, Outcome.REFUSED);
        }

        assertThat(UnknownCallers.forget(sql(), LIMIT, 2)).isEqualTo(2);
        assertThat(addresses()).hasSize(3);
        assertThat(UnknownCallers.forget(sql(), LIMIT, 2)).isEqualTo(2);
        assertThat(UnknownCallers.forget(sql(), LIMIT, 2)).isEqualTo(1);
        assertThat(addresses()).isEmpty();
    }

    @Test
    void leaveTheirDigestsInAChainThatStaysWhole() {
        line(Author.Kind.UNKNOWN, null, "192.0.2.1", OLD, Outcome.REFUSED);
        line(Author.Kind.UNKNOWN, null, "192.0.2.2", NOW, Outcome.REFUSED);
        List<String> before = chain();
        assertThat(before).hasSize(2);
        assertWhole();

        UnknownCallers.forget(sql(), LIMIT, 1_000);

        assertThat(chain()).isEqualTo(before);
        assertWhole();
        assertThat(sql().list(
                                "SELECT content ->> 'address' AS address FROM audit_line",
                                row -> row.getString("address")))
                .allMatch(address -> address.contains("digest"));
    }
}
