package com.wevion.credits.reconciliation.job;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * The decision to stop, restart or abandon a run.
 *
 * @param reason the reason, for anyone who asks later
 */
record RunDecision(
        @NotNull(message = "is required")
        @Size(max = 500)
        @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        String reason) {}
