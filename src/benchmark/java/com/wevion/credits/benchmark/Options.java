package com.wevion.credits.benchmark;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The options of a run; see {@link Benchmark} for the system properties that they come from.
 *
 * @param figures names; empty for all
 * @param designs names; empty for all
 * @param entries the number of entries before a measurement begins
 * @param time of one measurement
 * @param jobs completions of one measurement
 */
record Options(
        Set<String> figures,
        Set<String> designs,
        List<Integer> callers,
        List<Integer> wallets,
        List<Integer> entries,
        int rounds,
        Duration time,
        int jobs) {

    static Options fromSystemProperties() {
        return new Options(
                Set.copyOf(list("figures", "")),
                Set.copyOf(list("designs", "")),
                numbers("callers", "1,8,64,256"),
                numbers("wallets", "1,1000"),
                numbers("entries", "10000,10000000"),
                numbers("rounds", "5").get(0),
                Duration.ofMillis(
                        new BigDecimal(text("seconds", "1")).movePointRight(3).longValueExact()),
                numbers("jobs", "5000").get(0));
    }

    private static String text(String name, String preset) {
        return System.getProperty("benchmark." + name, preset);
    }

    private static List<String> list(String name, String preset) {
        return Stream.of(text(name, preset).split(","))
                .map(String::trim)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static List<Integer> numbers(String name, String preset) {
        return list(name, preset).stream()
                .map(item -> Integer.valueOf(item.replace("_", "")))
                .toList();
    }

    boolean wants(Figure figure) {
        return figures.isEmpty() || figures.contains(figure.name());
    }

    boolean wantsDesign(String design) {
        return designs.isEmpty() || designs.contains(design);
    }

    /** The callers asked for, up to a number. */
    List<Integer> callersUpTo(int max) {
        return callers.stream().filter(number -> number <= max).toList();
    }

    int fewestEntries() {
        return entries.stream().min(Integer::compare).orElseThrow();
    }

    int maxEntries() {
        return entries.stream().max(Integer::compare).orElseThrow();
    }
}
