package com.wevion.credits.catalog.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.PartialUnits;
import com.wevion.credits.catalog.ProviderRate;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.book.Unit;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/**
 * A provider's price as it is published: {@code cost} is decimal USD for {@code unitSize} of {@code per}.
 *
 * @param effectiveTo exclusive; null while it holds
 * @param sku its name on the provider's invoice; null if it has the engine's name there
 * @param billing PRO_RATA if left out
 */
record ProviderRateView(
        @NotBlank @Size(max = 100) String provider,
        @NotNull Service service,
        @NotNull String engine,
        @NotNull Measure per,
        @NotNull Long unitSize,
        @NotNull String cost,
        @NotNull Instant effectiveFrom,
        Instant effectiveTo,
        @Size(min = 1, max = 200) String sku,
        @JsonInclude(JsonInclude.Include.NON_NULL) PartialUnits billing) {

    static ProviderRateView of(ProviderRate rate) {
        return new ProviderRateView(
                rate.provider(),
                rate.service(),
                rate.engine(),
                rate.per(),
                rate.unitSize(),
                Unit.USD.format(rate.costNanos()),
                rate.effectiveFrom(),
                rate.effectiveTo(),
                rate.sku(),
                rate.billing() == PartialUnits.PRO_RATA ? null : rate.billing());
    }

    ProviderRate rate(String field) {
        long costNanos = Amounts.parse(field + ".cost", Unit.USD, cost);
        return new ProviderRate(
                provider,
                service,
                engine,
                per,
                unitSize,
                costNanos,
                effectiveFrom,
                effectiveTo,
                sku,
                billing == null ? PartialUnits.PRO_RATA : billing);
    }
}
