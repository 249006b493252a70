package com.wevion.credits.billing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lines of the next bill: what accrued, by engine and price, and what earlier bills left to it. */
final class BillLines {
    /** What accrued of one item. */
    record Usage(BilledItem item, long quantity, long nanos) {}

    private BillLines() {}

    /**
     * A line for everything that accrued or is carried, in the order of the items; with nothing else than a carry it asks for
     * nothing, but hands that on.
     *
     * @param carriedNanos by item
     */
    static List<BillLine> of(List<Usage> usage, Map<BilledItem, Long> carriedNanos) {
        Map<BilledItem, Usage> all = new TreeMap<>();
        carriedNanos.forEach((item, nanos) -> all.put(item, new Usage(item, 0, 0)));
        usage.forEach(one -> all.put(one.item(), one));
        List<BillLine> lines = new ArrayList<>();
        all.forEach((item, one) -> lines.add(
                BillLine.of(lines.size() + 1, item, one.quantity(), one.nanos(), carriedNanos.getOrDefault(item, 0L))));
        return lines;
    }

    /** What all of them ask for. */
    static long cents(List<BillLine> lines) {
        return lines.stream().mapToLong(BillLine::billedCents).reduce(0, Math::addExact);
    }
}
