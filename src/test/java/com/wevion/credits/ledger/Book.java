package com.wevion.credits.ledger;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.ledger.book.AccountState;
import java.util.List;
import javax.sql.DataSource;

/** A ledger with histories in it, for tests of other packages. */
public final class Book implements AutoCloseable {
    private final TestLedger book = new TestLedger();

    /** A new team's CREDITS account with so many entries, all of them corrections: of 1,000,000 units, then of -10. */
    public AccountState wallet(int entries) {
        AccountState account = book.wallet(0);
        post(account, 1_000_000);
        addTo(account, entries - 1);
        return book.now(account);
    }

    /** A new team's accounts without entries. */
    public AccountState emptyWallet() {
        return book.wallet(0);
    }

    private void post(AccountState account, long units) {
        book.ledger.post(Correction.of(account.teamId(), account.accountId(), units));
    }

    /** Further corrections of -10 units. */
    public void addTo(AccountState account, int entries) {
        for (int i = 0; i < entries; i++) {
            post(account, -10);
        }
    }

    /** Its database. */
    public ScratchDatabase database() {
        return book.database;
    }

    /** Connections to its database. */
    public DataSource pool() {
        return book.pool;
    }

    /** Its accounts. */
    public Accounts accounts() {
        return book.accounts;
    }

    /** The findings of {@code sql/checks}. */
    public List<String> violations() {
        return book.violations();
    }

    @Override
    public void close() {
        book.close();
    }
}
