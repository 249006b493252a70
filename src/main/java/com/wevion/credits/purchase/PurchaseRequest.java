package com.wevion.credits.purchase;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The body of {@code POST /teams/{teamId}/purchases}.
 *
 * @param packageCode STARTER, STANDARD, PRO, …
 * @param returnUrl the page to which the buyer's browser goes afterwards; null for the setting's
 * @param price in USD, as the buyer was shown it; null if nobody was. Any other than the present price is refused
 */
record PurchaseRequest(
        @JsonProperty("package") @NotNull @Size(max = 100) String packageCode,
        @Size(max = 2000) String returnUrl,
        String price) {}
