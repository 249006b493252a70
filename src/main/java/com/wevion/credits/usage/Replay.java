package com.wevion.credits.usage;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.catalog.Unpriceable;
import com.wevion.credits.ledger.book.Unit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up charges as they were and as they would have been at the prices of a draft. */
final class Replay {
    /** The subject of an item of the answer. */
    record Subject(Service service, String engine, Unit unit) implements Comparable<Subject> {
        private static final Comparator<Subject> ORDER = Comparator.comparing(Subject::service)
                .thenComparing(Subject::engine)
                .thenComparing(Subject::unit);

        @Override
        public int compareTo(Subject other) {
            return ORDER.compare(this, other);
        }
    }

    /** An account whose charges add up to something else. */
    record Changed(long accountId, Unit unit, ReplaySum sum) {}

    /** Charges that the draft has no price for, and why not the first of them. */
    record Refused(ReplaySum sum, String reason) {}

    private static final Comparator<Changed> MOST_FIRST = Comparator.comparingLong(
                    (Changed account) -> Math.abs(account.sum().difference()))
            .reversed()
            .thenComparingLong(Changed::accountId);

    private final CatalogVersion draft;
    private final Map<Subject, ReplaySum> items = new TreeMap<>();
    private final Map<Subject, Refused> refused = new TreeMap<>();
    private final Map<Unit, ReplaySum> totals = new EnumMap<>(Unit.class);
    // An account has one unit.
    private final Map<Long, Changed> accounts = new HashMap<>();

    Replay(CatalogVersion draft) {
        this.draft = draft;
    }

    void add(ChargedWork work) {
        Subject subject = new Subject(work.service(), work.engine(), work.unit());
        long price;
        try {
            price = work.price(draft);
        } catch (Unpriceable e) {
            refused.computeIfAbsent(subject, key -> new Refused(new ReplaySum(), e.getMessage()))
                    .sum()
                    .add(work, 0);
            return;
        }
        items.computeIfAbsent(subject, key -> new ReplaySum()).add(work, price);
        totals.computeIfAbsent(work.unit(), key -> new ReplaySum()).add(work, price);
        accounts.computeIfAbsent(work.accountId(), id -> new Changed(id, work.unit(), new ReplaySum()))
                .sum()
                .add(work, price);
    }

    Map<Subject, ReplaySum> items() {
        return items;
    }

    Map<Unit, ReplaySum> totals() {
        return totals;
    }

    Map<Subject, Refused> refused() {
        return refused;
    }

    /** Those accounts whose sum changes most, up or down; a micro of either unit is worth the same (D3). */
    List<Changed> changedMost(int max) {
        return accounts.values().stream()
                .filter(account -> account.sum().difference() != 0)
                .sorted(MOST_FIRST)
                .limit(max)
                .toList();
    }
}
