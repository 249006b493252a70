package com.wevion.credits.catalog.publication;

import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.PartialUnits;
import com.wevion.credits.catalog.Rate;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.book.Unit;
import jakarta.validation.constraints.NotNull;

/**
 * A rate as it is published and shown; {@code price} is a decimal in {@code unit} for {@code unitSize} of {@code per}.
 *
 * @param billing PRO_RATA if left out
 * @param enabled true if left out
 */
record RateView(
        @NotNull Service service,
        @NotNull String engine,
        @NotNull Measure per,
        @NotNull Long unitSize,
        @NotNull String price,
        @NotNull String unit,
        @NotNull Long minimum,
        @NotNull Long maximum,
        PartialUnits billing,
        Boolean enabled,
        @NotNull Long holdTimeoutSeconds) {

    static RateView of(Rate rate) {
        return new RateView(
                rate.service(),
                rate.engine(),
                rate.per(),
                rate.unitSize(),
                rate.unit().format(rate.priceUnits()),
                rate.unit().code(),
                rate.minimum(),
                rate.maximum(),
                rate.billing(),
                rate.enabled(),
                rate.holdTimeoutSeconds());
    }

    Rate rate(String field) {
        Unit known = Amounts.unit(field + ".unit", unit);
        return new Rate(
                service,
                engine,
                per,
                unitSize,
                Amounts.parse(field + ".price", known, price),
                known,
                billing == null ? PartialUnits.PRO_RATA : billing,
                minimum,
                maximum,
                enabled == null || enabled,
                holdTimeoutSeconds);
    }
}
