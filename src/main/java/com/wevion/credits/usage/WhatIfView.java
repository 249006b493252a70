package com.wevion.credits.usage;

import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.book.Unit;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The charges of a month by a draft. {@code charged} is everywhere the full price, also of work whose account had too little for it (D5).
 */
record WhatIfView(String month, List<Item> items, List<Total> totals, List<TeamChange> teams, List<Unpriced> unpriced) {

    /** The team of an account. */
    record Named(long accountId, UUID teamId, String name) {}

    /**
     * The charges of an engine in a unit.
     *
     * @param chargedUncosted the part of the charges for work whose cost is unknown; it is in no margin
     * @param draftUncosted the same by the draft
     * @param cost the charges expected from providers, in {@code costUnit}, as are both margins
     * @param margin of the work whose cost is known; null if there is none, as is the other
     * @param uncosted the number of charges whose cost is unknown
     */
    record Item(
            Service service,
            String engine,
            long charges,
            long quantity,
            String charged,
            String draft,
            String difference,
            String chargedUncosted,
            String draftUncosted,
            String unit,
            String cost,
            String margin,
            String draftMargin,
            String costUnit,
            long uncosted) {

        static Item of(Replay.Subject subject, ReplaySum sum) {
            Unit unit = subject.unit();
            return new Item(
                    subject.service(),
                    subject.engine(),
                    sum.charges,
                    sum.quantity,
                    unit.format(sum.charged),
                    unit.format(sum.draft),
                    unit.format(sum.difference()),
                    unit.format(sum.chargedUncosted),
                    unit.format(sum.draftUncosted),
                    unit.code(),
                    Unit.USD.format(sum.cost),
                    sum.hasCost() ? Unit.USD.format(sum.margin()) : null,
                    sum.hasCost() ? Unit.USD.format(sum.draftMargin()) : null,
                    Unit.USD.code(),
                    sum.uncosted);
        }
    }

    /** All priced charges in a unit. */
    record Total(String unit, long charges, String charged, String draft, String difference, String shortfall) {
        static Total of(Unit unit, ReplaySum sum) {
            return new Total(
                    unit.code(),
                    sum.charges,
                    unit.format(sum.charged),
                    unit.format(sum.draft),
                    unit.format(sum.difference()),
                    unit.format(sum.shortfall));
        }
    }

    /** A team whose charges change by much. */
    record TeamChange(UUID teamId, String name, String charged, String draft, String difference, String unit) {
        static TeamChange of(Replay.Changed account, Named team) {
            Unit unit = account.unit();
            ReplaySum sum = account.sum();
            return new TeamChange(
                    team.teamId(),
                    team.name(),
                    unit.format(sum.charged),
                    unit.format(sum.draft),
                    unit.format(sum.difference()),
                    unit.code());
        }
    }

    /** Charges that are in none of the sums, because the draft would not have admitted their work. */
    record Unpriced(Service service, String engine, long charges, String charged, String unit, String reason) {
        static Unpriced of(Replay.Subject subject, Replay.Refused refused) {
            return new Unpriced(
                    subject.service(),
                    subject.engine(),
                    refused.sum().charges,
                    subject.unit().format(refused.sum().charged),
                    subject.unit().code(),
                    refused.reason());
        }
    }

    static WhatIfView of(YearMonth month, Replay replay, List<Replay.Changed> changed, Map<Long, Named> teams) {
        return new WhatIfView(
                month.toString(),
                replay.items().entrySet().stream()
                        .map(item -> Item.of(item.getKey(), item.getValue()))
                        .toList(),
                replay.totals().entrySet().stream()
                        .map(total -> Total.of(total.getKey(), total.getValue()))
                        .toList(),
                changed.stream()
                        .map(account -> TeamChange.of(account, teams.get(account.accountId())))
                        .toList(),
                replay.refused().entrySet().stream()
                        .map(refused -> Unpriced.of(refused.getKey(), refused.getValue()))
                        .toList());
    }
}
