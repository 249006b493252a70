package com.wevion.credits.platform.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.FilledDatabase;
import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.ScratchDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way of an old database with something of everything to today's schema. */
class FilledDatabaseTest {
    private final ScratchDatabase database = FilledDatabase.create();
    private final HikariDataSource pool = database.pool();

    @AfterEach
    void drop() {
        pool.close();
        database.drop();
    }

    @Test
    void theBooksOfAnOldServerAreWholeInTodaysSchema() throws SQLException {
        assertThat(database.count("SELECT count(*) FROM entry")).isEqualTo(13);

        new Schema(pool, Duration.ofSeconds(30), "classpath:db/migration").bringUp();

        assertThat(LedgerChecks.violations(database.url(), FilledDatabase.UNTIL_A_SERVER_RUNS))
                .isEmpty();
        assertThat(database.count("SELECT count(*) FROM entry")).isEqualTo(13);
        assertThat(balance(FilledDatabase.RICH, "CREDITS")).isEqualTo(9_811_000_000L);
        assertThat(balance(FilledDatabase.RICH, "CREATIVE")).isEqualTo(-910_000_000L);
        assertThat(balance(FilledDatabase.BUSY, "CREDITS")).isEqualTo(4_811_000_000L);
        assertThat(database.count("SELECT sum(amount_units) FROM hold WHERE state = 'OPEN'"))
                .isEqualTo(63_000_000);
        assertThat(database.count("SELECT count(*) FROM usage_record")).isEqualTo(18);
        assertThat(database.count("SELECT count(*) FROM purchase WHERE status = 'PAID'"))
                .isOne();
        assertThat(database.count("SELECT count(*) FROM reconciliation_break")).isEqualTo(2);
    }

    private long balance(String team, String account) {
        return database.count(
                "SELECT balance_units FROM account WHERE team_id = '" + team + "' AND kind = '" + account + "'");
    }
}
