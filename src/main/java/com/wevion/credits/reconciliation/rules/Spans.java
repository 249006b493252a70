package com.wevion.credits.reconciliation.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The times for which a group is compared: those of its charges, and what is left of the days between them. */
final class Spans {
    /** A time with the sums of both sides. */
    record Compared(Span span, DaySums sums) {}

    private Spans() {}

    /**
     * The times in order. Charges that overlap are compared together, and work of no charge by its days, as far as invoices are about it.
     *
     * @param totals in the currency of the terms
     */
    static List<Compared> of(List<Total> totals, Coverage coverage) {
        NavigableMap<Instant, Span> charged = charged(totals);
        SortedMap<Instant, List<Total>> inCharges = new TreeMap<>();
        SortedMap<LocalDate, List<Total>> between = new TreeMap<>();
        for (Total total : totals) {
            Map.Entry<Instant, Span> charge = charged.floorEntry(total.from());
            if (charge != null && charge.getValue().overlaps(total.span())) {
                inCharges
                        .computeIfAbsent(charge.getKey(), from -> new ArrayList<>())
                        .add(total);
            } else if (coverage.has(total.from(), total.to())) {
                between.computeIfAbsent(total.day(), day -> new ArrayList<>()).add(total);
            }
        }
        List<Compared> compared = new ArrayList<>();
        inCharges.forEach((from, parts) -> compared.add(new Compared(charged.get(from), DaySums.of(parts))));
        between.values().forEach(parts -> compared.add(new Compared(around(parts), DaySums.of(parts))));
        compared.sort(Comparator.comparing(one -> one.span().from()));
        return compared;
    }

    /** By their beginnings, without any overlap. */
    private static NavigableMap<Instant, Span> charged(List<Total> totals) {
        NavigableMap<Instant, Span> charged = new TreeMap<>();
        totals.stream()
                .filter(total -> !total.recorded())
                .map(Total::span)
                .sorted(Comparator.comparing(Span::from))
                .forEach(span -> {
                    Map.Entry<Instant, Span> before = charged.lastEntry();
                    Span whole = before != null && before.getValue().overlaps(span)
                            ? before.getValue().with(span)
                            : span;
                    charged.put(whole.from(), whole);
                });
        return charged;
    }

    private static Span around(List<Total> parts) {
        return parts.stream().map(Total::span).reduce(Span::with).orElseThrow();
    }

    /** The charges of the same days and currency added up, so that each is told once. */
    static List<Total> added(List<Total> charges) {
        Function<Total, List<String>> name = total -> List.of(total.span().days(), total.label());
        Collection<Total> added = charges.stream()
                .collect(Collectors.toMap(name, Function.identity(), Total::plus, LinkedHashMap::new))
                .values();
        return List.copyOf(added);
    }
}
