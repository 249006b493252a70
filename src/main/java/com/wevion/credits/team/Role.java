package com.wevion.credits.team;

import com.wevion.credits.platform.access.Party;

/** A member's role in a team; a higher rank includes the permissions of the lower ones, except where a rule names FINANCE (D12). */
public enum Role {
    VIEWER(40),
    FINANCE(50),
    MEDIA_BUYER(60),
    MANAGER(70),
    OWNER(80),
    ADMIN(90);

    private final int rank;

    Role(int rank) {
        this.rank = rank;
    }

    /** True if this role is the other one or ranks above it. */
    public boolean atLeast(Role other) {
        return rank >= other.rank;
    }

    /** The column of the role in the table of actions. */
    Party party() {
        return Party.valueOf(name());
    }
}
