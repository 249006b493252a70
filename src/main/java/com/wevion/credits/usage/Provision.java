package com.wevion.credits.usage;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.ProviderName;
import com.wevion.credits.catalog.ProviderRate;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.catalog.Unpriceable;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The provider of a piece of work, with its rates.
 *
 * @param provider canonical; null if neither the completion nor the catalogue names it
 * @param rates of the provider, one for each delivery; empty if the catalogue has none
 */
record Provision(FinishedWork work, String provider, List<Optional<ProviderRate>> rates) {

    /** By what was told, else by the provider whose rate comes first in the catalogue. */
    static Provision of(FinishedWork work, CatalogVersion prices, Instant at) {
        String told = work.told().canonicalProvider();
        String provider = told != null ? told : firstProvider(rates(work, prices, at, null));
        return new Provision(work, provider, provider == null ? noRates(work) : rates(work, prices, at, provider));
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
            FinishedWork work, CatalogVersion prices, Instant at, String provider) {
        Stream<String> engines = work.service() == Service.CHAT
                ? Stream.of(work.engine(), CatalogVersion.DEFAULT_ENGINE)
                : Stream.of(work.engine());
        return engines.map(engine -> work.deliveries().stream()
                        .map(part -> prices.providerRate(work.service(), engine, part.measure(), at, provider))
                        .toList())
                .filter(found -> found.stream().anyMatch(Optional::isPresent))
                .findFirst()
                .orElseGet(() -> noRates(work));
    }

    private static List<Optional<ProviderRate>> noRates(FinishedWork work) {
        return work.deliveries().stream()
                .map(part -> Optional.<ProviderRate>empty())
                .toList();
    }

    /** The cost of each delivery by the rates, in nano-dollars; null without a rate or a reported quantity. */
    List<Long> catalogCosts() {
        List<Long> costs = new ArrayList<>();
        for (int i = 0; i < rates.size(); i++) {
            costs.add(cost(rates.get(i).orElse(null), work.deliveries().get(i).reported()));
        }
        return costs;
    }

    private static Long cost(ProviderRate rate, Long quantity) {
        try {
            return rate == null || quantity == null ? null : rate.cost(quantity);
        } catch (Unpriceable e) {
            return null; // no worker delivers that much; its settlement must not fail for it
        }
    }

    /** The shares by which a figure for the whole is divided: by the cost of the deliveries, or else by the team's price for them. */
    Shares shares() {
        if (rates.stream().allMatch(Optional::isPresent)) {
            Shares byCost = new Shares(weights(this::costWeight));
            if (byCost.total().signum() > 0) {
                return byCost;
            }
        }
        return new Shares(
                weights(i -> BigInteger.valueOf(work.deliveries().get(i).priceUnits())));
    }

    private interface Weight {
        BigInteger ofOne(int part);
    }

    private List<BigInteger> weights(Weight weight) {
        List<BigInteger> weights = new ArrayList<>();
        for (int i = 0; i < rates.size(); i++) {
            weights.add(BigInteger.valueOf(work.deliveries().get(i).quantity()).multiply(weight.ofOne(i)));
        }
        return weights;
    }

    /** The cost of one, times the unit sizes of all rates so that it is a whole number. */
    private BigInteger costWeight(int part) {
        BigInteger weight = BigInteger.valueOf(rates.get(part).orElseThrow().costNanos());
        for (int other = 0; other < rates.size(); other++) {
            if (other != part) {
                weight = weight.multiply(
                        BigInteger.valueOf(rates.get(other).orElseThrow().unitSize()));
            }
        }
        return weight;
    }
}
