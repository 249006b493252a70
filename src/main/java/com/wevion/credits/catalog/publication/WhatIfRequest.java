package com.wevion.credits.catalog.publication;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.platform.Invalid;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/**
 * The month to be priced, and the unpublished price list to price it by.
 *
 * @param month as in {@code 2026-10}, UTC
 * @param packages as in the latest version if left out, as they price nothing
 * @param providerRates checked as at a publication; they change nothing, since the records have the cost of work
 */
public record WhatIfRequest(
        @NotNull String month,
        String chatHoldCeiling,
        @Valid NewCatalogVersion.TypicalMessage typicalMessage,
        @Size(max = 100) List<NewCatalogVersion.@NotNull @Valid PackageOnSale> packages,
        @NotEmpty @Size(max = 1_000) List<@NotNull @Valid RateView> rates,
        @Size(max = 1_000) List<@NotNull @Valid ProviderRateView> providerRates) {

    /**
     * The price list, as if it were published after {@code latest}.
     *
     * @throws Invalid naming the faults for which a publication would be refused
     */
    CatalogVersion draft(CatalogVersion latest, Instant now) {
        NewCatalogVersion wanted = NewCatalogVersion.draft(
                chatHoldCeiling,
                typicalMessage,
                packages == null
                        ? latest.packages().stream()
                                .map(NewCatalogVersion.PackageOnSale::of)
                                .toList()
                        : packages,
                rates,
                providerRates);
        CatalogVersion draft = wanted.follow(Math.addExact(latest.version(), 1), latest, now);
        CatalogRules.check(draft);
        return draft;
    }
}
