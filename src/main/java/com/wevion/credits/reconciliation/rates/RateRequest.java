package com.wevion.credits.reconciliation.rates;

import com.wevion.credits.platform.Invalid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/**
 * A rate that an operator enters.
 *
 * @param note empty or null for none
 */
record RateRequest(
        @NotNull(message = "is required")
        @Pattern(
                regexp = "[0-9]{1,6}(\\.[0-9]{1,10})?",
                message = "must be a decimal number such as 1.087, with at most ten decimals")
        String usdPerUnit,

        @Size(max = 2000, message = "must be at most 2000 characters")
        String note) {

    /** @throws Invalid if it is nothing */
    BigDecimal usd() {
        BigDecimal usd = new BigDecimal(usdPerUnit);
        if (usd.signum() == 0) {
            throw new Invalid("usdPerUnit", "must be more than 0");
        }
        return usd;
    }

    String remark() {
        return note == null || note.isBlank() ? null : note.strip();
    }
}
