package com.wevion.credits.ledger;

/** Commits that do not wait for the disk, for tests that make very many and crash nothing. */
final class QuickCommits {
    private QuickCommits() {}

    /** A ledger on a database of its own that commits quickly. */
    static TestLedger ledger() {
        TestLedger book = new TestLedger();
        book.database.execute(
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$");
        book.pool.getHikariPoolMXBean().softEvictConnections();
        return book;
    }
}
