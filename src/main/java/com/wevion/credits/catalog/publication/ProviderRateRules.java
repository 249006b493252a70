package com.wevion.credits.catalog.publication;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.ProviderRate;
import com.wevion.credits.catalog.Rate;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.platform.ProviderName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules for providers' prices, so that work can be costed by them and the lines of invoices found. */
final class ProviderRateRules {
    private static final int LONGEST_SKU = 200;

    /** The identity of a rate: no two have the same. */
    private record Key(
            String provider, Service service, String engine, Measure per, String sku, Instant effectiveFrom) {}

    /** The part of an invoice line by which its rate is found. */
    private record Line(String provider, String sku, Measure per) {}

    private final CatalogRules rules;
    private final List<Rate> sold;

    ProviderRateRules(CatalogRules rules, List<Rate> sold) {
        this.rules = rules;
        this.sold = sold;
    }

    void check(List<ProviderRate> rates) {
        Set<Key> seen = new HashSet<>();
        Map<Line, List<ProviderRate>> bySku = new HashMap<>();
        for (int i = 0; i < rates.size(); i++) {
            ProviderRate rate = rates.get(i);
            String field = "providerRates[" + i + "]";
            String provider = ProviderName.canonical(rate.provider());
            rules.checkKind(field, rate.service(), rate.engine(), rate.unitSize());
            rules.require(
                    rate.service().costs(rate.per()),
                    field + ".per",
                    "must be what " + rate.service() + " counts, or a kind of tokens");
            rules.require(
                    seen.add(new Key(
                            provider, rate.service(), rate.engine(), rate.per(), sku(rate), rate.effectiveFrom())),
                    field,
                    "must not be repeated");
            rules.require(rate.costNanos() >= 0, field + ".cost", "must not be negative");
            rules.require(
                    rate.effectiveTo() == null || rate.effectiveTo().isAfter(rate.effectiveFrom()),
                    field + ".effectiveTo",
                    "must be after effectiveFrom");
            rules.require(isSku(rate.sku()), field + ".sku", "must be a text of 1 to " + LONGEST_SKU + " characters");
            checkSold(field, rate);
            checkToldApart(field, rate, provider, bySku);
        }
    }

    /**
     * A model of the chat needs no rate of its own: without one it is charged by the default. Work that is not sold by tokens may cost
     * some.
     */
    private void checkSold(String field, ProviderRate rate) {
        boolean isChat = rate.service() == Service.CHAT;
        Optional<Rate> charged = sold(rate, rate.engine())
                .or(() -> isChat ? sold(rate, CatalogVersion.DEFAULT_ENGINE) : Optional.empty());
        rules.require(
                isChat
                        || sold.stream()
                                .anyMatch(one -> one.service() == rate.service()
                                        && one.engine().equals(rate.engine())),
                field + ".engine",
                "must be an engine that has a rate");
        rules.require(
                charged.isEmpty()
                        || rate.unitSize() < 1
                        || CatalogRules.fits(() -> rate.cost(charged.get().maximum())),
                field + ".cost",
                "must be payable at the maximum of the engine");
    }

    private Optional<Rate> sold(ProviderRate cost, String engine) {
        return sold.stream()
                .filter(rate -> rate.service() == cost.service()
                        && rate.per() == cost.per().side()
                        && rate.engine().equals(engine))
                .findFirst();
    }

    /**
     * A line of an invoice is found by its provider, its SKU in any case, its day and, where the SKU counts several things, what it
     * counts; a rate without a SKU is found by the engine's name.
     */
    private void checkToldApart(String field, ProviderRate rate, String provider, Map<Line, List<ProviderRate>> bySku) {
        List<ProviderRate> same =
                bySku.computeIfAbsent(new Line(provider, sku(rate), rate.per()), line -> new ArrayList<>());
        Optional<String> other = same.stream()
                .filter(one -> overlap(one, rate))
                .map(ProviderRateRules::work)
                .filter(work -> !work.equals(work(rate)))
                .findFirst();
        rules.require(
                other.isEmpty(),
                field + ".sku",
                "must tell it apart from " + other.orElse("")
                        + ", which has the same on this provider's invoices at the same time");
        same.add(rate);
    }

    private static boolean overlap(ProviderRate one, ProviderRate other) {
        return beginsInTime(one, other) && beginsInTime(other, one);
    }

    private static boolean beginsInTime(ProviderRate one, ProviderRate other) {
        return other.effectiveTo() == null || one.effectiveFrom().isBefore(other.effectiveTo());
    }

    private static String work(ProviderRate rate) {
        return rate.service() + " by " + rate.engine();
    }

    /** Its name on invoices, as they are searched for it. */
    private static String sku(ProviderRate rate) {
        return (rate.sku() == null ? rate.engine() : rate.sku()).toUpperCase(Locale.ROOT);
    }

    private static boolean isSku(String sku) {
        return sku == null
                || !sku.isBlank()
                        && sku.length() <= LONGEST_SKU
                        && sku.codePoints().noneMatch(Character::isISOControl);
    }
}
