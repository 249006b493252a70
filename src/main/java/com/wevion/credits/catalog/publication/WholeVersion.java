package com.wevion.credits.catalog.publication;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.ledger.book.Unit;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A catalogue version with all that it has, also what providers charge, for operators: what {@link NewCatalogVersion}
 * takes, so that it can be changed and published again. Public for the sake of the server's proxies.
 *
 * @param createdBy the person who published it; null for one that came with the service
 */
public record WholeVersion(
        int version,
        Instant effectiveFrom,
        Instant createdAt,
        UUID createdBy,
        String chatHoldCeiling,
        NewCatalogVersion.TypicalMessage typicalMessage,
        List<NewCatalogVersion.PackageOnSale> packages,
        List<RateView> rates,
        List<ProviderRateView> providerRates) {

    static WholeVersion of(StoredVersion stored) {
        CatalogVersion prices = stored.published();
        return new WholeVersion(
                prices.version(),
                prices.effectiveFrom(),
                stored.createdAt(),
                stored.publisher(),
                Unit.CREDITS.format(prices.chatHoldCeilingMicros()),
                new NewCatalogVersion.TypicalMessage(prices.typicalInputTokens(), prices.typicalOutputTokens()),
                prices.packages().stream()
                        .map(NewCatalogVersion.PackageOnSale::of)
                        .toList(),
                prices.rates().stream().map(RateView::of).toList(),
                prices.providerRates().stream().map(ProviderRateView::of).toList());
    }
}
