package com.wevion.credits.catalog.publication;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.ProviderName;
import com.wevion.credits.catalog.ProviderRate;
import com.wevion.credits.catalog.Rate;
import com.wevion.credits.catalog.Service;
import java.time.Instant;
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
    private record Key(String provider, Service service, String engine, Measure per, Instant effectiveFrom) {}

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
        Map<Line, String> bySku = new HashMap<>();
        for (int i = 0; i < rates.size(); i++) {
            ProviderRate rate = rates.get(i);
            String field = "providerRates[" + i + "]";
            String provider = ProviderName.canonical(rate.provider());
            rules.checkKind(field, rate.service(), rate.engine(), rate.per(), rate.unitSize());
            rules.require(
                    seen.add(new Key(provider, rate.service(), rate.engine(), rate.per(), rate.effectiveFrom())),
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

    /** A model of the chat needs no rate of its own: without one it is charged by the default. */
    private void checkSold(String field, ProviderRate rate) {
        boolean isChat = rate.service() == Service.CHAT;
        Optional<Rate> charged = sold(rate, rate.engine())
                .or(() -> isChat ? sold(rate, CatalogVersion.DEFAULT_ENGINE) : Optional.empty());
        rules.require(charged.isPresent() || isChat, field + ".engine", "must be an engine that has a rate");
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
                        && rate.per() == cost.per()
                        && rate.engine().equals(engine))
                .findFirst();
    }

    /**
     * A line of an invoice is found by its provider, its SKU in any case, and what it counts, which tells input from output
     * tokens; a rate without a SKU is found by the engine's name.
     */
    private void checkToldApart(String field, ProviderRate rate, String provider, Map<Line, String> bySku) {
        String sku = (rate.sku() == null ? rate.engine() : rate.sku()).toUpperCase(Locale.ROOT);
        String work = rate.service() + " by " + rate.engine();
        String other = bySku.putIfAbsent(new Line(provider, sku, rate.per()), work);
        rules.require(
                other == null || other.equals(work),
                field + ".sku",
                "must tell it apart from " + other + ", which has the same on this provider's invoices");
    }

    private static boolean isSku(String sku) {
        return sku == null
                || !sku.isBlank()
                        && sku.length() <= LONGEST_SKU
                        && sku.codePoints().noneMatch(Character::isISOControl);
    }
}
