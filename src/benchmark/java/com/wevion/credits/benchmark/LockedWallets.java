package com.wevion.credits.benchmark;

import com.wevion.credits.benchmark.Results.Subject;
import com.wevion.credits.platform.Unavailable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * The throughput of 27 of 30 teams while another transaction, which does nothing, keeps the accounts of the other three locked
 * ({@code beside-locked}), while it keeps accounts locked that nobody uses ({@code beside-idle}: while a transaction is open, PostgreSQL
 * cannot prune the old versions of any row), and without one ({@code undisturbed}). Each team has two callers; those of the three are not
 * counted.
 */
final class LockedWallets implements Figure {
    static final String NAME = "locked-wallets";
    static final String UNDISTURBED = "undisturbed";
    static final String BESIDE_IDLE = "beside-idle";
    static final String BESIDE_LOCKED = "beside-locked";
    static final int OTHERS = 27;
    static final int CALLERS = 2 * OTHERS;
    private static final int LOCKED = 3;
    /** The first of the wallets that nobody uses here. */
    private static final int LOCKED_OF_NOBODY = 500;

    private static final Duration WARM_UP = Duration.ofSeconds(1);
    /** The wait after a refusal; a client of the REST interface is told to wait longer. */
    private static final Duration REFUSED = Duration.ofMillis(20);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Stage stage, Results results) throws Exception {
        Options options = stage.options();
        int entries = options.fewestEntries();
        Book book = stage.book(entries);
        run(book, WARM_UP);
        for (int round = 0; round < options.rounds(); round++) {
            results.add(new Subject(NAME, UNDISTURBED, OTHERS, CALLERS, entries), run(book, options.time()));
            try (Connection idle = lock(book, LOCKED_OF_NOBODY)) {
                results.add(new Subject(NAME, BESIDE_IDLE, OTHERS, CALLERS, entries), run(book, options.time()));
                idle.rollback();
            }
            try (Connection idle = lock(book, OTHERS)) {
                results.add(new Subject(NAME, BESIDE_LOCKED, OTHERS, CALLERS, entries), run(book, options.time()));
                idle.rollback();
            }
        }
    }

    private static Connection lock(Book book, int first) throws SQLException {
        Connection idle = DriverManager.getConnection(book.connectionUrl());
        idle.setAutoCommit(false);
        List<Wallet> wallets = book.walletsOf(Design.LEDGER).subList(first, first + LOCKED);
        try (PreparedStatement lock =
                idle.prepareStatement("SELECT FROM account WHERE id = ANY (?) FOR NO KEY UPDATE")) {
            lock.setArray(
                    1,
                    idle.createArrayOf(
                            "int8", wallets.stream().map(Wallet::accountId).toArray()));
            lock.execute();
        }
        return idle;
    }

    /** All callers at once; what those of the 27 have had. */
    private static Tally run(Book book, Duration time) throws InterruptedException {
        Design.Debit debit = Design.LEDGER.on(book, null);
        List<Wallet> wallets = book.walletsOf(Design.LEDGER);
        LongAdder refused = new LongAdder();
        CompletableFuture<Tally> beside = Load.beside(() -> Load.closed(
                2 * LOCKED, time, caller -> tryTo(debit, wallets.get(OTHERS + caller % LOCKED), new LongAdder())));
        Tally others = Load.closed(CALLERS, time, caller -> tryTo(debit, wallets.get(caller % OTHERS), refused));
        beside.join();
        if (refused.sum() > 0) {
            System.out.printf("  %,d refusals of teams that are not locked%n", refused.sum());
        }
        return others;
    }

    private static void tryTo(Design.Debit debit, Wallet wallet, LongAdder refused) throws Exception {
        try {
            debit.from(wallet);
        } catch (Unavailable e) {
            refused.increment();
            LockSupport.parkNanos(REFUSED.toNanos());
        }
    }
}
