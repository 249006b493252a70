package com.wevion.credits.ledger;

import static com.wevion.credits.ledger.TestLedger.debit;
import static com.wevion.credits.ledger.TestLedger.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.decision.Memory;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.platform.database.Sql;
import org.junit.jupiter.api.Test;

/**
 * A connection keeps its plans. Those made while the tables were empty must not read more and more rows as they grow, which
 * the database's own statistics tell.
 */
class LedgerPlansTest {
    private static final int OPERATIONS = 300;
    /** A lookup finds one row or none; a scan would read hundreds. */
    private static final int MAX_ROWS_PER_OPERATION = 5;

    @Test
    void looksRowsUpByTheirKeysHoweverTheTablesHaveGrown() {
        try (TestLedger book = new TestLedger()) {
            AccountState wallet = book.wallet(1_000_000);
            Ledger forgetful = book.node(book.clock, new Memory(0));
            for (int i = 0; i < OPERATIONS; i++) {
                forgetful.post(debit(wallet, 1));
                forgetful.post(book.hold(wallet, 1));
                Hold settled = book.hold(wallet, 5);
                forgetful.post(settled);
                forgetful.post(settle(settled, 5));
            }

            await().until(() -> statistic(book, "idx_scan") > 3 * OPERATIONS);
            assertThat(statistic(book, "idx_tup_read")).isLessThan(4L * OPERATIONS * MAX_ROWS_PER_OPERATION);
        }
    }

    private static long statistic(TestLedger book, String column) {
        String sql = "SELECT sum(" + column + ") FROM pg_stat_user_indexes WHERE relname ~ '^(entry_[0-9]+|hold)$'";
        return Sql.on(book.pool).first(sql, row -> row.getLong(1)).orElseThrow();
    }
}
