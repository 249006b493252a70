package com.wevion.credits.benchmark;

import com.wevion.credits.benchmark.Results.Subject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The latency for one caller of a quiet wallet while many flood another wallet ({@code beside-flood}), and with nobody else there
 * ({@code idle}).
 */
final class QuietWallet implements Figure {
    static final String NAME = "quiet-wallet";
    static final String IDLE = "idle";
    static final String BESIDE_FLOOD = "beside-flood";
    private static final int FLOOD = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Stage stage, Results results) throws Exception {
        Options options = stage.options();
        int entries = options.fewestEntries();
        Book book = stage.book(entries);
        Load.Work flood = debitOf(book, 0);
        Load.Work quiet = debitOf(book, 1);
        Load.closed(FLOOD, WARM_UP, flood);
        for (int round = 0; round < options.rounds(); round++) {
            results.add(new Subject(NAME, IDLE, 1, 1, entries), Load.closed(1, options.time(), quiet));
            CompletableFuture<Tally> flooding =
                    Load.beside(() -> Load.closed(FLOOD, options.time().multipliedBy(2), flood));
            results.add(new Subject(NAME, BESIDE_FLOOD, 1, 1, entries), Load.closed(1, options.time(), quiet));
            results.add(new Subject(NAME, "flood", 1, FLOOD, entries), flooding.join());
        }
    }

    static Load.Work debitOf(Book book, int number) {
        Wallet wallet = book.walletsOf(Design.LEDGER).get(number);
        Design.Debit debit = Design.LEDGER.on(book, null);
        return caller -> debit.from(wallet);
    }
}
