package com.wevion.credits.team;

import com.wevion.credits.trail.PersonalValue;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A team as the API shows it. */
record TeamView(UUID teamId, String name, Plan plan, UUID ownerId, String ownerName, Set<Feature> features) {
    /** As the audit log has it. */
    Map<String, Object> recorded() {
        return Map.of(
                "name", name,
                "plan", plan.name(),
                "features", features.stream().map(Enum::name).sorted().toList(),
                "ownerId", ownerId.toString(),
                "ownerName", PersonalValue.of(ownerId, ownerName));
    }

    static TeamView of(Team team, Member owner) {
        return new TeamView(team.id(), team.name(), team.plan(), owner.userId(), owner.displayName(), team.features());
    }
}
