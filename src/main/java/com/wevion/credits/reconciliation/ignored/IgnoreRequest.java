package com.wevion.credits.reconciliation.ignored;

import com.wevion.credits.platform.ProviderName;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * The request to leave out a SKU or an account of a provider.
 *
 * @param name as invoices have it, in any case
 * @param reason for whoever asks later
 */
record IgnoreRequest(
        @NotNull(message = "is required")
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9_.-]{0,59}", message = "must be the name of a provider")
        String provider,

        @NotNull(message = "is required") IgnoredBy what,

        @NotBlank(message = "is required") @Size(max = 500, message = "must have at most 500 characters")
        String name,

        @NotBlank(message = "is required") @Size(max = 500, message = "must have at most 500 characters")
        String reason) {

    String canonicalProvider() {
        return ProviderName.canonical(provider);
    }

    String strippedName() {
        return name.strip();
    }
}
