package com.wevion.credits.benchmark;

import com.wevion.credits.benchmark.Results.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The targets of the ledger, as ratios within one run. A ratio is the median over the rounds of the ratios within each
 * round, so that whatever else the machine did at the time was done to both sides of it.
 */
final class Targets {
    private static final int HOT = 1;
    private static final int SPREAD = 1_000;
    private static final List<Integer> CALLERS_OF_REST = List.of(1, 8, 64);

    private final Results results;
    private final List<String> lines = new ArrayList<>();

    private Targets(Results results) {
        this.results = results;
    }

    /** One line per target whose figures were measured. */
    static String text(Results results) {
        Targets targets = new Targets(results);
        List<Integer> sizes = results.entriesOf(SettledDebits.NAME);
        sizes.forEach(targets::debits);
        if (sizes.size() > 1) {
            targets.growth(sizes.get(0), sizes.get(sizes.size() - 1));
        }
        results.entriesOf(HalfLoad.NAME).forEach(targets::halfLoad);
        results.entriesOf(LockedWallets.NAME).forEach(targets::locked);
        targets.rest();
        targets.reads();
        targets.completions();
        targets.storm();
        results.entriesOf(HistoryPages.NAME).forEach(targets::history);
        return String.join(System.lineSeparator(), targets.lines)
                + System.lineSeparator()
                + "pgledger is not part of this run: its published rates are another machine's."
                + System.lineSeparator();
    }

    private void debits(int entries) {
        String at = String.format(Locale.ROOT, ", %,d entries", entries);
        Subject hot = debit(Design.LEDGER, HOT, 64, entries);
        Subject hotRowLock = debit(Design.ROW_LOCK, HOT, 64, entries);
        atLeast("debits, one hot wallet, 64 callers, ledger / row-lock" + at, 20, hot, hotRowLock);
        atLeast(
                "debits, 1,000 wallets, 64 callers, ledger / row-lock" + at,
                5,
                debit(Design.LEDGER, SPREAD, 64, entries),
                debit(Design.ROW_LOCK, SPREAD, 64, entries));
        for (int wallets : List.of(HOT, SPREAD)) {
            atLeast(
                    String.format(Locale.ROOT, "debits, one caller, %,d wallets, ledger / function%s", wallets, at),
                    0.9,
                    debit(Design.LEDGER, wallets, 1, entries),
                    debit(Design.FUNCTION, wallets, 1, entries));
        }
        atMost(
                "p99, one hot wallet, 64 callers, ledger / row-lock" + at,
                0.05,
                hot,
                Tally::p99Microseconds,
                hotRowLock,
                Tally::p99Microseconds);
    }

    private void growth(int fewest, int max) {
        for (int wallets : List.of(HOT, SPREAD)) {
            atLeast(
                    String.format(
                            Locale.ROOT,
                            "growth, %,d wallets, 64 callers, ledger at %,d / at %,d entries",
                            wallets,
                            max,
                            fewest),
                    0.8,
                    debit(Design.LEDGER, wallets, 64, max),
                    debit(Design.LEDGER, wallets, 64, fewest));
        }
    }

    private void halfLoad(int entries) {
        atMost(
                "p99 at half of the load of 64 callers / p50 of a single caller",
                10,
                new Subject(HalfLoad.NAME, HalfLoad.HALF, HOT, HalfLoad.CALLERS, entries),
                Tally::p99Microseconds,
                new Subject(HalfLoad.NAME, HalfLoad.SINGLE, HOT, 1, entries),
                Tally::p50Microseconds);
    }

    private void locked(int entries) {
        Subject beside = new Subject(
                LockedWallets.NAME, LockedWallets.BESIDE_LOCKED, LockedWallets.OTHERS, LockedWallets.CALLERS, entries);
        Subject undisturbed = new Subject(
                LockedWallets.NAME, LockedWallets.UNDISTURBED, LockedWallets.OTHERS, LockedWallets.CALLERS, entries);
        Subject idle = new Subject(
                LockedWallets.NAME, LockedWallets.BESIDE_IDLE, LockedWallets.OTHERS, LockedWallets.CALLERS, entries);
        atLeast("debits of 27 teams, 3 others locked / undisturbed", 0.9, beside, undisturbed);
        atLeast("debits of 27 teams, 3 others locked / beside an idle transaction", 0.9, beside, idle);
        atMost(
                "p99 of 27 teams, 3 others locked / undisturbed",
                3,
                beside,
                Tally::p99Microseconds,
                undisturbed,
                Tally::p99Microseconds);
    }

    private void rest() {
        for (int teams : RestPairs.TEAMS) {
            for (int callers : CALLERS_OF_REST) {
                atLeast(
                        "REST, teams: " + teams + ", callers: " + callers + ", chat admit and settle / empty pair",
                        0.5,
                        new Subject(RestPairs.NAME, RestPairs.CHAT, teams, callers, 0),
                        new Subject(RestPairs.NAME, RestPairs.EMPTY, 0, callers, 0));
            }
        }
    }

    private void reads() {
        atLeast(
                "balance reads, known token / new token",
                1,
                new Subject(BalanceReads.NAME, BalanceReads.KNOWN, 1, BalanceReads.CALLERS, 0),
                new Subject(BalanceReads.NAME, BalanceReads.NEW, 1, BalanceReads.CALLERS, 0));
    }

    private void storm() {
        atMost(
                "p99 of balance reads beside a storm of one person / alone",
                1.5,
                new Subject(Storm.NAME, Storm.BESIDE, 1, Storm.CALLERS, 0),
                Tally::p99Microseconds,
                new Subject(Storm.NAME, Storm.ALONE, 1, Storm.CALLERS, 0),
                Tally::p99Microseconds);
    }

    private void completions() {
        atLeast(
                "completions, settle / acknowledge",
                0.6,
                new Subject(CompletionRates.NAME, CompletionRates.SETTLE, CompletionRates.TEAMS, 0, 0),
                new Subject(CompletionRates.NAME, CompletionRates.ACKNOWLEDGE, 0, 0, 0));
    }

    private void history(int entries) {
        atMost(
                "history, p50 of the deep page / of the first",
                2,
                new Subject(HistoryPages.NAME, HistoryPages.DEEP, 1, 1, entries),
                Tally::p50Microseconds,
                new Subject(HistoryPages.NAME, HistoryPages.FIRST, 1, 1, entries),
                Tally::p50Microseconds);
    }

    private static Subject debit(Design design, int wallets, int callers, int entries) {
        return new Subject(SettledDebits.NAME, design.label(), wallets, callers, entries);
    }

    private void atLeast(String what, double target, Subject ours, Subject theirs) {
        results.ratio(ours, Tally::operationsPerSecond, theirs, Tally::operationsPerSecond)
                .ifPresent(ratio -> line(what, ratio, "at least", target, ratio >= target));
    }

    private void atMost(
            String what,
            double target,
            Subject ours,
            ToDoubleFunction<Tally> ourValue,
            Subject theirs,
            ToDoubleFunction<Tally> theirValue) {
        results.ratio(ours, ourValue, theirs, theirValue)
                .ifPresent(ratio -> line(what, ratio, "at most", target, ratio <= target));
    }

    private void line(String what, double value, String relation, double target, boolean holds) {
        lines.add(String.format(
                Locale.ROOT, "%-6s %8.3f  %s %.2f  %s", holds ? "holds" : "MISSED", value, relation, target, what));
    }
}
