package com.wevion.credits.team;

import java.util.List;
import java.util.UUID;

/**
 * The caller, with the teams that person belongs to.
 *
 * @param name as the token has it; null if it has none
 * @param superAdmin true if the person administers the whole platform
 * @param teams by name
 */
record Me(UUID userId, String name, boolean superAdmin, List<Place> teams) {
    /** A team that the person is a member of, with the person's caps there; a cap of null is no cap. */
    record Place(UUID teamId, String name, Plan plan, Role role, String monthlyCapCredits, String monthlyCapUsd) {}
}
