package com.wevion.credits.team;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;

/** The body of {@code PUT /teams/{teamId}}. */
record TeamDescription(
        @NotBlank @Size(max = 200) String name,
        @NotNull Plan plan,
        @NotNull UUID ownerId,
        @NotNull Set<@NotNull Feature> features) {}
