package com.wevion.credits.benchmark;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;

/**
 * {@code mvn -Pbenchmark}: measures the ledger and the service beside other designs, prints the medians and the ratios
 * that the targets are about, and writes them to {@code target/benchmark/results.txt} and {@code results.json}. Only
 * ratios within one run mean anything. A missed target fails nothing.
 *
 * <p>All designs share the machine, one PostgreSQL with everything on that keeps what was committed (fsync,
 * synchronous_commit, full_page_writes), the settings of their connections and the tables with all constraints and indexes;
 * the rounds of one measurement alternate with those of the others. The SQL of the other designs is in
 * {@code src/benchmark/resources/benchmark}. A measured debit names no person, so that no design keeps books on members' caps.
 * Afterwards all of {@code sql/checks} must hold for what every design wrote.
 *
 * <p>System properties, with their defaults:
 *
 * <ul>
 *   <li>{@code benchmark.figures}: names, separated by commas; all. {@code settled-debits}, {@code hold-and-settle},
 *       {@code quiet-wallet}, {@code locked-wallets}, {@code half-load}, {@code history}, {@code verify-chain}, {@code rest},
 *       {@code balance-reads}, {@code completions}, {@code storm}, {@code deliveries}, {@code payara-versions}
 *   <li>{@code benchmark.designs}: of the debits; all. {@code ledger}, {@code row-lock}, {@code function}, {@code hot-row}
 *   <li>{@code benchmark.callers}: 1,8,64,256
 *   <li>{@code benchmark.wallets}: that the callers share; 1,1000
 *   <li>{@code benchmark.entries}: that are there before; 10000,10000000
 *   <li>{@code benchmark.seconds}: of one measurement; 1
 *   <li>{@code benchmark.rounds}: of each measurement, of which the median counts; 5
 *   <li>{@code benchmark.jobs}: completions in one measurement; 5000
 * </ul>
 *
 * <p>For example {@code mvn -Pbenchmark -Dbenchmark.figures=settled-debits -Dbenchmark.entries=10000
 * -Dbenchmark.callers=1,64}.
 */
public final class Benchmark {
    private static final List<Figure> FIGURES = List.of(
            new SettledDebits(),
            new HoldAndSettle(),
            new QuietWallet(),
            new LockedWallets(),
            new HalfLoad(),
            new HistoryPages(),
            new ChainVerification(),
            new RestPairs(),
            new BalanceReads(),
            new CompletionRates(),
            new Storm(),
            new EventDeliveries(),
            new PayaraVersions());

    private Benchmark() {}

    /** Runs the figures that are wanted. */
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
        Options options = Options.fromSystemProperties();
        Results results = new Results();
        try (Stage stage = new Stage(options)) {
            for (Figure figure : FIGURES) {
                if (options.wants(figure)) {
                    System.out.println(figure.name());
                    figure.measure(stage, results);
                }
            }
        } finally {
            Report.write(results);
        }
    }
}
