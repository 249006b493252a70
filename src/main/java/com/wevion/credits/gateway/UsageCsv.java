package com.wevion.credits.gateway;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.ProviderRate;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.catalog.Unpriceable;
import com.wevion.credits.platform.ProviderName;
import com.wevion.credits.usage.UsageOutcome;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The rows of any gateway, with the columns of our handbook: one row for each measure of a request. */
final class UsageCsv {
    static final Set<String> WANTED = Set.of(
            "provider",
            "requestId",
            "at",
            "service",
            "engine",
            "model",
            "sku",
            "measure",
            "quantity",
            "costUsd",
            "outcome");

    private UsageCsv() {}

    static List<GatewayUsage> read(GatewayRow row, GatewayLog.Terms terms) {
        String provider = ProviderName.canonical(row.required("provider"));
        if (!ProviderName.isCanonical(provider)) {
            throw new GatewayRowRefused("provider must be 1 to 60 letters, digits, _, . and -, as in OPENAI");
        }
        Instant at = row.time("at", terms.latest());
        CatalogVersion prices = terms.prices().apply(at);
        Optional<ProviderRate> ofSku = sku(row, prices, provider, at);
        Service service =
                ofSku.map(ProviderRate::service).orElseGet(() -> constant(row, "service", Service.class, Service.CHAT));
        String engine = ofSku.map(ProviderRate::engine).orElseGet(() -> engine(row));
        Measure measure = ofSku.map(ProviderRate::per).orElseGet(() -> constant(row, "measure", Measure.class, null));
        if (!service.costs(measure)) {
            throw new GatewayRowRefused(service + " is not counted by " + measure);
        }
        row.required("quantity");
        long quantity = row.quantity("quantity");
        Long told = row.nanos("costUsd", terms.maxNanos());
        Optional<ProviderRate> rate = ofSku.or(() -> prices.providerRate(service, engine, measure, at, provider));
        return List.of(new GatewayUsage(
                measure,
                at,
                provider,
                row.name("requestId"),
                service,
                engine,
                quantity,
                told == null ? rate.map(known -> cost(known, quantity)).orElse(null) : told,
                told != null,
                constant(row, "outcome", UsageOutcome.class, UsageOutcome.SUCCEEDED)));
    }

    /** The rate of the SKU that a row names; empty if it names none. */
    private static Optional<ProviderRate> sku(GatewayRow row, CatalogVersion prices, String provider, Instant at) {
        String sku = row.name("sku");
        if (sku == null) {
            return Optional.empty();
        }
        return Optional.of(prices.providerRates().stream()
                .filter(rate -> provider.equals(ProviderName.canonical(rate.provider())))
                .filter(rate -> sku.equalsIgnoreCase(rate.sku() == null ? rate.engine() : rate.sku()))
                .filter(rate -> !at.isBefore(rate.effectiveFrom())
                        && (rate.effectiveTo() == null || at.isBefore(rate.effectiveTo())))
                .findFirst()
                .orElseThrow(() -> new GatewayRowRefused("sku is none that the catalogue has a rate of " + provider
                        + " for at that time; name service, engine and measure instead")));
    }

    private static String engine(GatewayRow row) {
        String engine = row.name("engine");
        if (engine != null) {
            return engine;
        }
        if (row.text("model") == null) {
            throw new GatewayRowRefused("engine, model or sku is missing");
        }
        return row.name("model");
    }

    private static <E extends Enum<E>> E constant(GatewayRow row, String field, Class<E> type, E usual) {
        String text = row.text(field);
        if (text == null && usual != null) {
            return usual;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> text != null && constant.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new GatewayRowRefused(field + " must be one of " + Arrays.toString(type.getEnumConstants())));
    }

    private static Long cost(ProviderRate rate, long quantity) {
        try {
            return rate.cost(quantity);
        } catch (Unpriceable e) {
            throw new GatewayRowRefused("quantity is more than can be priced");
        }
    }
}
