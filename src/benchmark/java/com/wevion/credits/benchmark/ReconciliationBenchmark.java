package com.wevion.credits.benchmark;

import com.wevion.credits.dev.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * {@code mvn -Preconciliation-benchmark}: reconciles a generated month on a running service. What it must find is known: the
 * errors that are planted, with their causes and amounts, and nothing else; it fails otherwise. The time of the import over REST
 * and of the run is compared with COPY of the same files and one statement that counts differences, in the same database; memory
 * with that of the idle server. A missed target of these fails nothing.
 *
 * <p>The usage records are written without the chat messages and jobs that they are of, of which the audit has to complain.
 *
 * <p>System properties, with their defaults:
 *
 * <ul>
 *   <li>{@code reconciliation.rows}: usage records, and about as many invoice lines; 1000000
 *   <li>{@code reconciliation.rounds}: each on a new database; the median counts; 1
 *   <li>{@code reconciliation.chat}: chat messages a second whose time is measured on the idle server and beside a second run; 20, 0
 *       for none
 *   <li>{@code reconciliation.kills}: whether the server is killed in each step, and the database once; true
 * </ul>
 */
public final class ReconciliationBenchmark {
    private static final Path FOLDER = Path.of("target/reconciliation-benchmark");
    private static final Logger BROKER = Logger.getLogger("org.apache.activemq.artemis");
    private static final String KNOWN = "usage_records_have_their_work";

    private final int rows = Integer.parseInt(option("rows", "1000000").replace("_", ""));
    private final int rounds = Integer.parseInt(option("rounds", "1"));
    private final int chat = Integer.parseInt(option("chat", "20"));
    private final boolean kills = Boolean.parseBoolean(option("kills", "true"));
    private final MonthFigures figures = new MonthFigures();
    private final List<String> wrong = new ArrayList<>();

    private ReconciliationBenchmark() {}

    private static String option(String name, String preset) {
        return System.getProperty("reconciliation." + name, preset);
    }

    /** Ends with 1 if anything is wrong. */
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
        BROKER.setLevel(Level.SEVERE); // it tells of each connection of a server that was killed
        ReconciliationBenchmark benchmark = new ReconciliationBenchmark();
        for (int round = 1; round <= benchmark.rounds; round++) {
            benchmark.round(round, benchmark.kills && round == benchmark.rounds);
        }
        System.out.print(benchmark.figures.text());
        benchmark.wrong.forEach(difference -> System.out.println("WRONG: " + difference));
        System.out.println(benchmark.wrong.isEmpty() ? "All as it must be." : "Not as it must be.");
        System.exit(benchmark.wrong.isEmpty() ? 0 : 1);
    }

    private void round(int round, boolean withKills) throws Exception {
        Path data = FOLDER.resolve("service-" + ProcessHandle.current().pid() + "-" + round);
        Path files = FOLDER.resolve("files");
        Path collections = FOLDER.resolve("collections-" + round + ".log").toAbsolutePath();
        Files.createDirectories(FOLDER);
        Files.deleteIfExists(collections);
        try {
            String run;
            Map<String, String> overrides =
                    Map.of("credits.server.java.options", "-Xmx1g -Xlog:gc:file=" + collections + "::filecount=0");
            try (MonthService service = new MonthService(data, overrides)) {
                run = measure(service, files, collections, round);
            }
            if (withKills) {
                try (MonthService service =
                        new MonthService(data, Map.of("credits.reconciliation.lease.seconds", "5"))) {
                    wrong.addAll(new StepKills(service, run).differences());
                }
            }
        } finally {
            DataFolder.delete(data);
        }
    }

    private String measure(MonthService service, Path files, Path collections, int round) throws Exception {
        service.awaitNight();
        service.publishRates();
        String database = service.local().databaseUrl();
        Month month = Month.write(database, files, rows);
        System.out.printf(
                Locale.ROOT,
                "round %d: %,d usage records, %,d invoice lines of %d bytes, %d errors planted, load %s%n",
                round,
                month.usageRecords(),
                month.lines(),
                month.bytes() / month.lines(),
                month.expected().size(),
                Files.readString(Path.of("/proc/loadavg")).trim());
        MonthByHand byHand = MonthByHand.of(database, month);
        figures.byHand(byHand);
        try (ServerMemory memory = new ServerMemory(service.local().serverPid(), collections)) {
            for (Map.Entry<String, Path> file : month.files().entrySet()) {
                long began = System.nanoTime();
                service.send(file.getKey(), file.getValue());
                figures.imported(file.getKey(), Duration.ofNanos(System.nanoTime() - began));
            }
            RunTimes run = RunTimes.of(service);
            figures.ran(run);
            figures.memory(memory);
            check(service, run.runId(), month);
            System.out.print(figures.lastRound(byHand));
            if (chat > 0) {
                ChatBeside beside = ChatBeside.of(service, chat, run.all());
                figures.chat(beside);
                System.out.print(beside);
            }
            return run.runId();
        }
    }

    private void check(MonthService service, String run, Month month) {
        Set<ExpectedBreak> expected = new HashSet<>(month.expected());
        if (expected.size() != month.expected().size()) {
            wrong.add("two planted errors are the same");
        }
        Set<ExpectedBreak> found = new HashSet<>();
        service.breaks(run).forEach(told -> found.add(ExpectedBreak.told(told)));
        expected.stream().filter(one -> !found.contains(one)).forEach(one -> wrong.add("not found: " + one));
        found.stream()
                .filter(one -> !expected.contains(one))
                .forEach(one -> wrong.add("found, and not planted: " + one));
        service.report(run).path("audit").path("violations").forEach(violation -> {
            if (!violation.path("check").asText().equals(KNOWN)) {
                wrong.add("the audit found " + violation);
            }
        });
        service.report(run).path("skipped").forEach(skipped -> wrong.add("skipped: " + skipped));
    }
}
