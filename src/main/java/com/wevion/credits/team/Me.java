package com.wevion.credits.team;

import java.util.List;
import java.util.UUID;

/**
 * Who is calling, and where that person belongs.
 *
 * @param name as the token has it; null if it has none
 * @param superAdmin whether the person administers the whole platform
 * @param teams by name
 */
record Me(UUID userId, String name, boolean superAdmin, List<Place> teams) {
    /** A team that the person is a member of. */
    record Place(UUID teamId, String name, Plan plan, Role role) {}
}
