package com.wevion.credits.catalog.publication;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.CreditPackage;
import com.wevion.credits.catalog.ProviderRate;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Invalid;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The request for a further catalogue version: the whole price list, not a difference (D11).
 *
 * @param effectiveFrom the start of the version; at once if left out; never in the past
 * @param chatHoldCeiling decimal credits (D6); as in the latest version if left out
 * @param typicalMessage (D17); as in the latest version if left out
 * @param confirm true to let prices change by a factor of ten or more, or from or to zero; false if left out
 */
record NewCatalogVersion(
        Instant effectiveFrom,
        String chatHoldCeiling,
        @Valid TypicalMessage typicalMessage,
        @NotEmpty @Size(max = 100) List<@NotNull @Valid PackageOnSale> packages,
        @NotEmpty @Size(max = 1_000) List<@NotNull @Valid RateView> rates,
        @Size(max = 1_000) List<@NotNull @Valid ProviderRateView> providerRates,
        Boolean confirm) {

    /** A price list that is not to be published: it takes effect at once, and nobody has to confirm it. */
    static NewCatalogVersion draft(
            String chatHoldCeiling,
            TypicalMessage typicalMessage,
            List<PackageOnSale> packages,
            List<RateView> rates,
            List<ProviderRateView> providerRates) {
        return new NewCatalogVersion(null, chatHoldCeiling, typicalMessage, packages, rates, providerRates, null);
    }

    /** Tokens of the typical message (D17). */
    record TypicalMessage(
            @NotNull Long inputTokens, @NotNull Long outputTokens) {}

    /** A package for sale: decimal credits for a decimal price in USD (S2). */
    record PackageOnSale(
            @NotNull String code,
            @NotNull String credits,
            @NotNull String price) {

        static PackageOnSale of(CreditPackage sold) {
            return new PackageOnSale(
                    sold.code(), Unit.CREDITS.format(sold.creditsMicros()), Unit.USD.format(sold.priceNanos()));
        }

        CreditPackage sold(String field) {
            return new CreditPackage(
                    code,
                    Amounts.parse(field + ".credits", Unit.CREDITS, credits),
                    Amounts.parse(field + ".price", Unit.USD, price));
        }
    }

    boolean isConfirmed() {
        return Boolean.TRUE.equals(confirm);
    }

    /**
     * The version that this request adds.
     *
     * @param latest of those that were not withdrawn
     */
    CatalogVersion follow(int number, CatalogVersion latest, Instant now) {
        if (effectiveFrom != null && effectiveFrom.isBefore(now)) {
            throw new Invalid("effectiveFrom", "must not be in the past");
        }
        return new CatalogVersion(
                number,
                effectiveFrom == null ? now : effectiveFrom,
                chatHoldCeiling == null
                        ? latest.chatHoldCeilingMicros()
                        : Amounts.parse("chatHoldCeiling", Unit.CREDITS, chatHoldCeiling),
                typicalMessage == null ? latest.typicalInputTokens() : typicalMessage.inputTokens(),
                typicalMessage == null ? latest.typicalOutputTokens() : typicalMessage.outputTokens(),
                IntStream.range(0, packages.size())
                        .mapToObj(i -> packages.get(i).sold("packages[" + i + "]"))
                        .toList(),
                IntStream.range(0, rates.size())
                        .mapToObj(i -> rates.get(i).rate("rates[" + i + "]"))
                        .toList(),
                soldToUs());
    }

    private List<ProviderRate> soldToUs() {
        if (providerRates == null) {
            return List.of();
        }
        return IntStream.range(0, providerRates.size())
                .mapToObj(i -> providerRates.get(i).rate("providerRates[" + i + "]"))
                .toList();
    }
}
