package com.wevion.credits.ledger;

import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.platform.database.Sql;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads the history of accounts, newest first; it is written by {@link Ledger} alone. Thread-safe. */
public class Entries {
    private static final String SELECT = "SELECT * FROM entry WHERE account_id = ?";

    private final DataSource dataSource;

    /** @param dataSource for reading only */
    Entries(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The newest lines before a position. It reads along the primary key, so that a page deep in the history costs what
     * the first one costs.
     *
     * @param before the sequence that all are below
     * @param max the maximum number of lines
     */
    public List<EntryRecord> before(AccountState account, long before, int max, EntryFilter filter) {
        String sql = SELECT + " AND sequence < ?" + filter.sql() + " ORDER BY sequence DESC LIMIT " + max;
        return Sql.on(dataSource)
                .list(
                        sql,
                        row -> EntryRecord.read(account.kind(), row),
                        filter.parameters(account.accountId(), before));
    }

    /** One line. */
    public Optional<EntryRecord> find(AccountState account, long sequence) {
        return Sql.on(dataSource)
                .first(
                        SELECT + " AND sequence = ?",
                        row -> EntryRecord.read(account.kind(), row),
                        account.accountId(),
                        sequence);
    }

    /** The line that an operation made. */
    public Optional<EntryRecord> ofOperation(AccountState account, UUID operationId) {
        return Sql.on(dataSource)
                .first(
                        SELECT + " AND operation_id = ?",
                        row -> EntryRecord.read(account.kind(), row),
                        account.accountId(),
                        operationId);
    }

    /** Usage summed up, in the order of the keys. */
    public List<UsageSum> usage(AccountState account, UsageGrouping grouping, EntryFilter filter) {
        String sql = "SELECT " + grouping.expression()
                + " AS key, -sum(amount_units) AS charged, sum(quantity) AS quantity, count(*) AS count"
                + " FROM entry WHERE account_id = ? AND type = 'USAGE'" + filter.sql() + " GROUP BY 1 ORDER BY 1";
        return Sql.on(dataSource)
                .list(
                        sql,
                        row -> new UsageSum(
                                account.kind(),
                                row.getString("key"),
                                row.getLong("charged"),
                                row.getLong("quantity"),
                                row.getLong("count")),
                        filter.parameters(account.accountId()));
    }
}
