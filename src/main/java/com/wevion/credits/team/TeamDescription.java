package com.wevion.credits.team;

import com.wevion.credits.approval.OwnerChange;
import com.wevion.credits.platform.Invalid;
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

        @NotNull Set<@NotNull Feature> features) {

    boolean changesOwner(TeamView present) {
        return !ownerId.equals(present.ownerId());
    }

    /**
     * The request for the owner that a second person has to approve.
     *
     * @throws Invalid if something else changes as well
     */
    OwnerChange ownerChange(TeamView present) {
        if (!name.equals(present.name()) || plan != present.plan() || !features.equals(present.features())) {
            throw new Invalid("ownerId", "is another one, which a second person has to approve; change it by itself");
        }
        return new OwnerChange(ownerId);
    }
}
