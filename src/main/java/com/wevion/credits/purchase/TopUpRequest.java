package com.wevion.credits.purchase;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.stripe.Cents;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The body of {@code PUT /teams/{teamId}/auto-top-up}.
 *
 * @param threshold credits; a package is bought when less is available
 * @param packageCode STARTER, STANDARD, PRO, …
 * @param maximumPerMonth top-ups in a calendar month, UTC
 * @param maximumUsdPerMonth their greatest total price
 */
record TopUpRequest(
        @NotNull Boolean enabled,
        @NotNull String threshold,
        @JsonProperty("package") @NotNull @Size(max = 100) String packageCode,
        @NotNull @Min(1) @Max(31) Long maximumPerMonth,
        @NotNull String maximumUsdPerMonth) {

    /** @throws Invalid if an amount is none */
    TopUpRequest checked() {
        thresholdMicros();
        maximumCents();
        return this;
    }

    /** @throws Invalid unless it is a decimal above zero, fine and small enough */
    long thresholdMicros() {
        return positive("threshold", Unit.CREDITS, threshold);
    }

    /** @throws Invalid unless it is a decimal above zero in whole cents, and small enough */
    long maximumCents() {
        long nanos = positive("maximumUsdPerMonth", Unit.USD, maximumUsdPerMonth);
        if (nanos % Cents.NANOS != 0) {
            throw new Invalid("maximumUsdPerMonth", "must be a whole number of cents");
        }
        return nanos / Cents.NANOS;
    }

    private static long positive(String field, Unit unit, String decimal) {
        long micros = unit.parse(field, decimal);
        if (micros <= 0) {
            throw new Invalid(field, "must be more than 0");
        }
        return micros;
    }
}
