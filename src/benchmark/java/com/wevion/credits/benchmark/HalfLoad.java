package com.wevion.credits.benchmark;

import com.wevion.credits.benchmark.Results.Subject;
import java.time.Duration;

/**
 * Debits of one wallet that are due at half of the rate that 64 callers reach ({@code half}), their latency taken from
 * when they were due; beside that maximum and a caller who is alone ({@code single}).
 */
final class HalfLoad implements Figure {
    static final String NAME = "half-load";
    static final String SINGLE = "single";
    static final String HALF = "half";
    static final int CALLERS = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Stage stage, Results results) throws Exception {
        Options options = stage.options();
        int entries = options.fewestEntries();
        Load.Work debit = QuietWallet.debitOf(stage.book(entries), 0);
        Load.closed(CALLERS, WARM_UP, debit);
        for (int round = 0; round < options.rounds(); round++) {
            results.add(new Subject(NAME, SINGLE, 1, 1, entries), Load.closed(1, options.time(), debit));
            Tally maximum = Load.closed(CALLERS, options.time(), debit);
            results.add(new Subject(NAME, "maximum", 1, CALLERS, entries), maximum);
            results.add(
                    new Subject(NAME, HALF, 1, CALLERS, entries),
                    Load.open(CALLERS, maximum.operationsPerSecond() / 2, options.time(), debit));
        }
    }
}
