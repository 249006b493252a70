package com.wevion.credits.team;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;

/**
 * The body of {@code PUT /teams/{teamId}}.
 *
 * @param ownerName by which the owner is shown; null or absent for the name it has (D24)
 */
record TeamDescription(
        @NotBlank @Size(max = 200) String name,
        @NotNull Plan plan,
        @NotNull UUID ownerId,

        @Size(max = 200) @Pattern(regexp = Names.NOT_BLANK, message = Names.MUST_NOT_BE_BLANK)
        String ownerName,

        @NotNull Set<@NotNull Feature> features) {}
