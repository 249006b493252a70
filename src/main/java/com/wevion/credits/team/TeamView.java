package com.wevion.credits.team;

import java.util.Set;
import java.util.UUID;

/** A team as the API shows it. */
record TeamView(UUID teamId, String name, Plan plan, UUID ownerId, String ownerName, Set<Feature> features) {
    static TeamView of(Team team, Member owner) {
        return new TeamView(team.id(), team.name(), team.plan(), owner.userId(), owner.displayName(), team.features());
    }
}
