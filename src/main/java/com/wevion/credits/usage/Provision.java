package com.wevion.credits.usage;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.ProviderRate;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.catalog.Unpriceable;
import com.wevion.credits.platform.ProviderName;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The provider of a piece of work, with its rates.
 *
 * @param provider canonical; null if neither the completion nor the catalogue names it
 * @param parts the deliveries, by kind where that was told
 * @param rates of the provider, one for each part; empty if the catalogue has none
 */
record Provision(FinishedWork work, String provider, List<Delivery> parts, List<Optional<ProviderRate>> rates) {
    private interface Weight {
        BigInteger ofOne(int part);
    }

    /** By what was told, else by the provider whose rate comes first in the catalogue. */
    static Provision of(FinishedWork work, CatalogVersion prices, Instant at) {
        List<Delivery> parts = work.parts();
        String told = work.told().canonicalProvider();
        String provider = told != null ? told : firstProvider(rates(work, parts, prices, at, null));
        List<Optional<ProviderRate>> rates = provider == null
                ? Collections.nCopies(parts.size(), Optional.empty())
                : rates(work, parts, prices, at, provider);
        return new Provision(work, provider, parts, rates);
    }

    private static String firstProvider(List<Optional<ProviderRate>> rates) {
        return rates.stream()
                .flatMap(Optional::stream)
                .map(rate -> ProviderName.canonical(rate.provider()))
                .findFirst()
                .orElse(null);
    }

    /** A model without a rate of its own has the default one. */
    private static List<Optional<ProviderRate>> rates(
            FinishedWork work, List<Delivery> parts, CatalogVersion prices, Instant at, String provider) {
        Stream<String> engines = work.service() == Service.CHAT
                ? Stream.of(work.engine(), CatalogVersion.DEFAULT_ENGINE)
                : Stream.of(work.engine());
        return engines.map(engine -> parts.stream()
                        .map(part -> rate(work.service(), engine, part.measure(), prices, at, provider))
                        .toList())
                .filter(found -> found.stream().anyMatch(Optional::isPresent))
                .findFirst()
                .orElseGet(() -> Collections.nCopies(parts.size(), Optional.empty()));
    }

    /** A kind of tokens without a rate of its own costs what the input or the output does that it is a part of. */
    private static Optional<ProviderRate> rate(
            Service service, String engine, Measure measure, CatalogVersion prices, Instant at, String provider) {
        return prices.providerRate(service, engine, measure, at, provider)
                .or(() -> prices.providerRate(service, engine, measure.side(), at, provider));
    }

    /**
     * The cost of each part, in nano-dollars: as it was told for the part; else its share, by list price, of what the whole cost beyond
     * that; else by its rate, null without a rate or a reported quantity.
     */
    List<Long> costs() {
        Long whole = work.told().costNanos();
        List<Long> costs =
                new ArrayList<>(parts.stream().map(Delivery::costNanos).toList());
        List<Integer> untold = IntStream.range(0, parts.size())
                .filter(part -> costs.get(part) == null)
                .boxed()
                .collect(Collectors.toList());
        if (whole == null) {
            untold.forEach(part -> costs.set(part, listPrice(part)));
        } else if (!untold.isEmpty()) {
            long left = whole
                    - costs.stream()
                            .filter(cost -> cost != null)
                            .mapToLong(Long::longValue)
                            .sum();
            List<Long> shares = shares(untold).of(left);
            untold.forEach(part -> costs.set(part, shares.get(untold.indexOf(part))));
        }
        return costs;
    }

    /** True if the worker told what a part costs, or the whole. */
    boolean isTold(int part) {
        return work.told().costNanos() != null || parts.get(part).costNanos() != null;
    }

    private Long listPrice(int part) {
        Long quantity = parts.get(part).reported();
        Optional<ProviderRate> rate = rates.get(part);
        if (rate.isEmpty() && part >= work.deliveries().size() && work.service() != Service.CHAT) {
            return 0L; // the price of what was sold has it
        }
        try {
            return rate.isEmpty() || quantity == null ? null : rate.get().cost(quantity);
        } catch (Unpriceable e) {
            return null; // no worker delivers that much; its settlement must not fail for it
        }
    }

    /** The shares of what was sold in what was charged: by the cost of the deliveries, or else by the team's price for them. */
    Shares shares() {
        List<Integer> sold =
                IntStream.range(0, work.deliveries().size()).boxed().toList();
        return shares(sold, work.deliveries());
    }

    /** The shares of some parts in a figure for all of them. */
    private Shares shares(List<Integer> some) {
        return shares(some, parts);
    }

    private Shares shares(List<Integer> some, List<Delivery> quantities) {
        if (some.stream().allMatch(part -> rates.get(part).isPresent())) {
            Shares byCost = new Shares(weights(some, quantities, part -> costWeight(part, some)));
            if (byCost.total().signum() > 0) {
                return byCost;
            }
        }
        return new Shares(weights(
                some,
                quantities,
                part -> BigInteger.valueOf(quantities.get(part).priceUnits())));
    }

    private static List<BigInteger> weights(List<Integer> some, List<Delivery> quantities, Weight weight) {
        return some.stream()
                .map(part -> BigInteger.valueOf(quantities.get(part).quantity()).multiply(weight.ofOne(part)))
                .toList();
    }

    /** The cost of one, times the unit sizes of all rates so that it is a whole number. */
    private BigInteger costWeight(int part, List<Integer> some) {
        return some.stream()
                .filter(other -> other != part)
                .map(other -> BigInteger.valueOf(rates.get(other).orElseThrow().unitSize()))
                .reduce(BigInteger.valueOf(rates.get(part).orElseThrow().costNanos()), BigInteger::multiply);
    }
}
