package com.wevion.credits.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The times of the rounds, part by part. */
final class MonthFigures {
    private static final double MAX_TIMES_BY_HAND = 2;
    private static final long MAX_MIB = 100;
    private static final double MAX_TIMES_IDLE = 1.5;

    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
    private final List<Double> ratios = new ArrayList<>();
    private final List<Long> residentMib = new ArrayList<>();
    private final List<Long> heapMib = new ArrayList<>();
    private final List<Double> chat = new ArrayList<>();
    private String idle = "";
    private Duration importing = Duration.ZERO;
    private Duration running = Duration.ZERO;
    private long differences;

    void byHand(MonthByHand byHand) {
        add("by hand, COPY", byHand.copy());
        add("by hand, statement", byHand.join());
        differences = byHand.differences();
        importing = Duration.ZERO;
    }

    void imported(String provider, Duration time) {
        importing = importing.plus(time);
        add("import " + provider, time);
    }

    void ran(RunTimes run) {
        running = run.all();
        add("import, all", importing);
        run.steps().forEach((step, time) -> add("step " + step, time));
        add("run, all", running);
    }

    void memory(ServerMemory memory) throws IOException {
        idle = memory.idle();
        residentMib.add(memory.residentMib());
        heapMib.add(memory.heapMib());
    }

    void chat(ChatBeside beside) {
        chat.add(beside.ratio());
    }

    /** One round's parts. */
    String lastRound(MonthByHand byHand) {
        ratios.add(seconds(importing.plus(running)) / seconds(byHand.all()));
        StringBuilder text = new StringBuilder();
        seconds.forEach((what, all) -> line(text, what, all.get(all.size() - 1)));
        text.append(String.format(
                Locale.ROOT,
                "  by hand it is %,d differences without a cause; ratio %.2f%n",
                differences,
                ratios.get(ratios.size() - 1)));
        text.append(String.format(
                Locale.ROOT,
                "  memory above idle (%s): process %d MiB, heap after collections %d MiB%n",
                idle,
                residentMib.get(residentMib.size() - 1),
                heapMib.get(heapMib.size() - 1)));
        return text.toString();
    }

    /** The medians and the targets. */
    String text() {
        StringBuilder text = new StringBuilder(String.format("Medians of %d rounds:%n", ratios.size()));
        seconds.forEach((what, all) -> line(text, what, median(all)));
        target(text, "import and run / COPY and statement", median(ratios), MAX_TIMES_BY_HAND);
        target(text, "MiB of the process above idle", medianOf(residentMib), MAX_MIB);
        target(text, "MiB of the heap after collections above idle", medianOf(heapMib), MAX_MIB);
        if (!chat.isEmpty()) {
            target(text, "p99 of chat beside a run / idle", median(chat), MAX_TIMES_IDLE);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String what, double value) {
        text.append(String.format(Locale.ROOT, "  %-24s %8.2f s%n", what, value));
    }

    private static void target(StringBuilder text, String what, double value, double max) {
        text.append(String.format(
                Locale.ROOT, "%-6s %8.2f  at most %.1f  %s%n", value <= max ? "holds" : "MISSED", value, max, what));
    }

    private void add(String what, Duration time) {
        seconds.computeIfAbsent(what, key -> new ArrayList<>()).add(seconds(time));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static double medianOf(List<Long> values) {
        return median(values.stream().map(Long::doubleValue).toList());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
