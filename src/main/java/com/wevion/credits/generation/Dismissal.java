package com.wevion.credits.generation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * The decision that a dead letter is not to be sent again.
 *
 * @param reason the reason, for anyone who asks later
 */
record Dismissal(
        @NotNull @Size(max = 500) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        String reason) {}
