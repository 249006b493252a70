package com.wevion.credits.benchmark;

import com.wevion.credits.benchmark.Results.Subject;
import com.wevion.credits.ledger.EntryFilter;
import com.wevion.credits.ledger.book.AccountState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** Pages of the longest history in the largest set: the first, one deep down, and any. */
final class HistoryPages implements Figure {
    static final String NAME = "history";
    static final String FIRST = "first";
    static final String DEEP = "deep";
    /** A page and one line more, which tells whether there is a next page. */
    private static final int LINES = 51;

    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final long DEPTH = 1_000_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Stage stage, Results results) throws Exception {
        Options options = stage.options();
        Book book = stage.book(options.maxEntries());
        AccountState longest = book.longest();
        long depth = Math.min(DEPTH, longest.sequence() / 2);
        System.out.printf("  pages of %,d lines, the deep one %,d lines down%n", longest.sequence(), depth);
        Map<String, LongSupplier> before = new LinkedHashMap<>();
        before.put(FIRST, () -> Long.MAX_VALUE);
        before.put(DEEP, () -> longest.sequence() - depth);
        before.put("any", () -> ThreadLocalRandom.current().nextLong(LINES + 1, longest.sequence()));
        for (LongSupplier page : before.values()) {
            Load.closed(1, WARM_UP, caller -> read(book, longest, page.getAsLong()));
        }
        for (int round = 0; round < options.rounds(); round++) {
            for (Map.Entry<String, LongSupplier> page : before.entrySet()) {
                results.add(
                        new Subject(NAME, page.getKey(), 1, 1, book.entries()),
                        Load.closed(
                                1,
                                options.time(),
                                caller -> read(book, longest, page.getValue().getAsLong())));
            }
        }
    }

    private static void read(Book book, AccountState account, long before) {
        int found = book.ledger()
                .entries()
                .before(account, before, LINES, EntryFilter.ALL)
                .size();
        if (found != LINES) {
            throw new IllegalStateException("A page has " + found + " lines");
        }
    }
}
