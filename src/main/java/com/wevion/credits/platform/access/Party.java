package com.wevion.credits.platform.access;

/** A column of the table of {@link Action}: something that a caller is and by which it may do things (D12). */
public enum Party {
    VIEWER,
    FINANCE,
    MEDIA_BUYER,
    MANAGER,
    OWNER,
    ADMIN,
    SERVICE,
    SUPER_ADMIN;

    /** True for a role that a person has in a team; false for those that stand above all teams. */
    public boolean isOfATeam() {
        return compareTo(ADMIN) <= 0;
    }
}
