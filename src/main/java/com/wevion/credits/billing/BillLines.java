package com.wevion.credits.billing;

import com.wevion.credits.stripe.Cents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lines of the next bill: what accrued, by engine and price, and what earlier bills left to it. */
final class BillLines {
    /** The usage that accrued of one item. */
    record Usage(BilledItem item, long quantity, long nanos) {}

    private BillLines() {}

    /**
     * A line for everything that accrued, and for what void bills asked for, in the order of the items, and a last one for
     * what is left of all other items: alone each of them is less than a cent, so that it would be carried on for ever and
     * never asked for. An item that is used again begins at zero. So a bill has no more lines than it has items with something
     * in them, and one more.
     *
     * @param carriedNanos by item
     */
    static List<BillLine> of(List<Usage> usage, Map<BilledItem, Long> carriedNanos) {
        Map<BilledItem, Usage> all = new TreeMap<>();
        usage.forEach(one -> all.put(one.item(), one));
        Map<BilledItem, Long> carried = new HashMap<>();
        carriedNanos.forEach((item, nanos) -> {
            boolean left = !all.containsKey(item) && nanos >= 0 && nanos < Cents.NANOS;
            carried.merge(left ? BilledItem.ROUNDINGS : item, nanos, Math::addExact);
        });
        carried.forEach((item, nanos) -> all.putIfAbsent(item, new Usage(item, 0, 0)));
        List<BillLine> lines = new ArrayList<>();
        all.forEach((item, one) -> lines.add(
                BillLine.of(lines.size() + 1, item, one.quantity(), one.nanos(), carried.getOrDefault(item, 0L))));
        return lines;
    }

    /** The total of the lines. */
    static long cents(List<BillLine> lines) {
        return lines.stream().mapToLong(BillLine::billedCents).reduce(0, Math::addExact);
    }
}
