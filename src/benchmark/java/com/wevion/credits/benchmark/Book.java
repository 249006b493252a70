package com.wevion.credits.benchmark;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.ledger.LocalLedger;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AccountState;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** A database with a history, and a ledger on it. */
final class Book implements AutoCloseable {
    /** Wallets of each design. */
    static final int WALLETS = 1_000;

    private final int entries;
    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final History history;
    private final HikariDataSource pool;
    private final LocalLedger ledger;

    /** Writes the history, which takes a while. */
    Book(int entries) throws SQLException {
        this.entries = entries;
        history = new History(database, 1 + WALLETS * Design.values().length);
        history.write(entries);
        database.execute(Statements.file("function.sql"));
        database.execute("VACUUM (ANALYZE)");
        database.executeAsSuperuser("CHECKPOINT");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(connectionUrl() + "&options=-c%20lock_timeout="
                + LocalLedger.lockTimeout().toMillis());
        config.setMaximumPoolSize(LocalLedger.transactions() + 3);
        pool = new HikariDataSource(config);
        ledger = new LocalLedger(pool);
    }

    /** With what the server's own connections are told: statements are prepared at once. */
    String connectionUrl() {
        return database.url() + "&prepareThreshold=1&tcpKeepAlive=true";
    }

    ScratchDatabase database() {
        return database;
    }

    LocalLedger ledger() {
        return ledger;
    }

    /** The number of entries before the first measurement. */
    int entries() {
        return entries;
    }

    List<Wallet> walletsOf(Design design) {
        int first = 1 + design.ordinal() * WALLETS;
        return history.wallets().subList(first, first + WALLETS);
    }

    /** The wallet that has a fifth of all entries; no design touches it. */
    AccountState longest() {
        return ledger.accounts().of(history.wallets().get(0).teamId(), AccountKind.CREDITS);
    }

    /** Undoes changes of balances that were made without entries. */
    void balancesAsInTheLastEntry(List<Wallet> wallets) {
        try (Connection connection = DriverManager.getConnection(database.url());
                PreparedStatement update = connection.prepareStatement("""
                        UPDATE account a SET balance_units = e.balance_after_units
                          FROM entry e WHERE e.account_id = a.id AND e.sequence = a.sequence AND a.id = ANY (?)""")) {
            Array ids = connection.createArrayOf(
                    "int8", wallets.stream().map(Wallet::accountId).toArray());
            update.setArray(1, ids);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        ledger.close();
        pool.close();
        database.drop();
    }
}
