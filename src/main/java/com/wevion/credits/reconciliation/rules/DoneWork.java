package com.wevion.credits.reconciliation.rules;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The work of a time, added up: what was told to cost something, and what was costed by the usual list price.
 *
 * @param told by the SKU at whose list price it was told: empty for the usual one, {@link Total#UNLISTED} for none
 * @param isCosted false if a cost is not known
 */
record DoneWork(long rows, Map<String, Difference.Side> told, Difference.Side estimated, boolean isCosted) {
    static DoneWork of(List<Total> totals) {
        DoneWork work = new DoneWork(0, Map.of(), Difference.Side.NOTHING, true);
        for (Total total : totals) {
            Difference.Side side =
                    new Difference.Side(total.quantity() == null ? BigDecimal.ZERO : total.quantity(), total.nanos());
            work = work.plus(new DoneWork(
                    total.rows(),
                    total.estimated() ? Map.of() : Map.of(total.sku(), side),
                    total.estimated() ? side : Difference.Side.NOTHING,
                    total.missingRows() == 0));
        }
        return work;
    }

    DoneWork plus(DoneWork other) {
        Map<String, Difference.Side> both = new LinkedHashMap<>(told);
        other.told.forEach((sku, side) -> both.merge(sku, side, Difference.Side::plus));
        return new DoneWork(rows + other.rows, both, estimated.plus(other.estimated), isCosted && other.isCosted);
    }

    BigDecimal quantity() {
        return toldSum().plus(estimated).quantity();
    }

    long toldNanos() {
        return toldSum().nanos();
    }

    private Difference.Side toldSum() {
        return told.values().stream().reduce(Difference.Side.NOTHING, Difference.Side::plus);
    }
}
