package com.wevion.credits.catalog;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.ProviderName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole price list as it holds from an instant on (D11). Immutable; prices are computed, nothing is read.
 *
 * @param version 1 is the seed's
 * @param chatHoldCeilingMicros the most that the hold of one message takes, in micro-credits (D6)
 * @param typicalInputTokens input of the typical message (D17)
 * @param typicalOutputTokens output of the typical message (D17)
 * @param rates in the order of preference among engines of equal price (D10)
 */
public record CatalogVersion(
        int version,
        Instant effectiveFrom,
        long chatHoldCeilingMicros,
        long typicalInputTokens,
        long typicalOutputTokens,
        List<CreditPackage> packages,
        List<Rate> rates,
        List<ProviderRate> providerRates) {

    /** The engine of a service that has only one, and the chat rate of models without their own. */
    public static final String DEFAULT_ENGINE = "DEFAULT";

    /** Leaves the choice of the engine to the platform (S16). */
    public static final String AUTO_ENGINE = "AUTO";

    /** The cheapest first; equal ones stay in the catalogue's order, which is its preference (D10). */
    private static Comparator<Rate> cheapestFor(long quantity) {
        return Comparator.comparingLong(rate -> rate.price(quantity));
    }

    public CatalogVersion {
        packages = List.copyOf(packages);
        rates = List.copyOf(rates);
        providerRates = List.copyOf(providerRates);
    }

    /**
     * The terms of a job (S7–S11), charged to an account that counts in {@code unit}; amounts are the same number in
     * both units (D2, D3).
     *
     * @param engine a name, or {@link #AUTO_ENGINE} for the cheapest that supports the request (D10)
     * @throws Unpriceable for an unknown or disabled engine, or a quantity out of its range
     */
    public JobTerms job(Service service, String engine, long quantity, Unit unit) {
        Rate rate = AUTO_ENGINE.equals(engine) ? cheapest(service, quantity) : named(service, engine, quantity);
        return JobTerms.of(rate, engine, quantity, unit, version);
    }

    /**
     * The terms of a chat message (S6, D6).
     *
     * @param model null, or a model without its own rate, is charged by the default rate
     * @param estimatedInputTokens null for the typical message's
     * @param maxOutputTokens null for the typical message's
     * @throws Unpriceable for a disabled model or tokens out of its range
     */
    public ChatTerms chat(String model, Long estimatedInputTokens, Long maxOutputTokens) {
        Rate input = chatRate(model, Measure.INPUT_TOKEN);
        Rate output = chatRate(model, Measure.OUTPUT_TOKEN);
        long in = estimatedInputTokens == null ? typicalInputTokens : estimatedInputTokens;
        long out = maxOutputTokens == null ? typicalOutputTokens : maxOutputTokens;
        requireSupport(input, in);
        requireSupport(output, out);
        return ChatTerms.of(model == null ? DEFAULT_ENGINE : model, input, output, in, out, this);
    }

    /**
     * The tokens, input and output together, up to which any message is in the range of every model, however they are
     * divided; negative if there are none.
     */
    public long tokensInRangeOfAnyModel() {
        List<Rate> chat = rates.stream()
                .filter(rate -> rate.service() == Service.CHAT && rate.enabled())
                .toList();
        return chat.stream().allMatch(rate -> rate.minimum() == 0)
                ? chat.stream().mapToLong(Rate::maximum).min().orElse(-1)
                : -1;
    }

    /** The other enabled engines that support the request, cheapest first. */
    public List<JobTerms> alternatives(JobTerms to) {
        return supporting(to.service(), to.quantity())
                .filter(rate -> !rate.engine().equals(to.engine()))
                .sorted(cheapestFor(to.quantity()))
                .map(rate -> JobTerms.of(rate, rate.engine(), to.quantity(), to.unit(), version))
                .toList();
    }

    /** The terms of the typical message by the default rate (D17). */
    public ChatTerms typicalMessage() {
        return typicalMessage(DEFAULT_ENGINE);
    }

    /** The terms of the typical message by the rate of a model (D17). */
    public ChatTerms typicalMessage(String model) {
        return chat(model, typicalInputTokens, typicalOutputTokens);
    }

    /** The number of typical messages that an amount pays for, rounded down (D17). */
    public long approximateMessages(long creditsMicros) {
        long typicalMicros = typicalMessage().requestedMicros();
        return typicalMicros == 0 ? 0 : Math.max(0, creditsMicros) / typicalMicros;
    }

    /** A package by its code; empty if it is not sold. */
    public Optional<CreditPackage> creditPackage(String code) {
        return packages.stream().filter(sold -> sold.code().equals(code)).findFirst();
    }

    /** The packages as they are offered to a buyer (S2). */
    public List<PackageOffer> offers() {
        return packages.stream().map(sold -> PackageOffer.of(sold, this)).toList();
    }

    /**
     * A provider's price at an instant: the first rate in the catalogue's order that holds then, whatever other SKUs it has for the same.
     *
     * @param engine of the chat a model, or {@link #DEFAULT_ENGINE}
     * @param provider in its {@link ProviderName#canonical canonical} form; null for any
     */
    public Optional<ProviderRate> providerRate(
            Service service, String engine, Measure per, Instant at, String provider) {
        return providerRates.stream()
                .filter(rate -> rate.holds(service, engine, per, at))
                .filter(rate -> provider == null || provider.equals(ProviderName.canonical(rate.provider())))
                .findFirst();
    }

    private Rate cheapest(Service service, long quantity) {
        return supporting(service, quantity)
                .min(cheapestFor(quantity))
                .orElseThrow(
                        () -> new Unpriceable("No engine of " + service + " supports a quantity of " + quantity + "."));
    }

    private Stream<Rate> supporting(Service service, long quantity) {
        return rates.stream().filter(rate -> rate.service() == service && rate.supports(quantity));
    }

    private Rate named(Service service, String engine, long quantity) {
        Rate rate = find(service, engine, service.measure())
                .orElseThrow(() -> new Unpriceable(service + " has no engine of that name."));
        requireSupport(rate, quantity);
        return rate;
    }

    private Rate chatRate(String model, Measure per) {
        return Optional.ofNullable(model)
                .flatMap(name -> find(Service.CHAT, name, per))
                .or(() -> find(Service.CHAT, DEFAULT_ENGINE, per))
                .orElseThrow(() -> new Unpriceable("The chat has no rate."));
    }

    private Optional<Rate> find(Service service, String engine, Measure per) {
        return rates.stream()
                .filter(rate -> rate.service() == service
                        && rate.per() == per
                        && rate.engine().equals(engine))
                .findFirst();
    }

    private static void requireSupport(Rate rate, long quantity) {
        if (!rate.enabled()) {
            throw new Unpriceable(rate.service() + " by " + rate.engine() + " is not offered at present.");
        }
        if (!rate.supports(quantity)) {
            throw new Unpriceable("%s by %s takes a quantity of %d to %d, not %d."
                    .formatted(rate.service(), rate.engine(), rate.minimum(), rate.maximum(), quantity));
        }
    }
}
