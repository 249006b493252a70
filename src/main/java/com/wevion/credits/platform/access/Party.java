package com.wevion.credits.platform.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A column of the table of {@link Action}: something that a caller is and by which it may do things (D12). */
public enum Party {
    VIEWER,
    FINANCE,
    MEDIA_BUYER,
    MANAGER,
    OWNER,
    ADMIN,
    SERVICE,
    SUPER_ADMIN,
    /** The scope of API keys that meter: prices, messages and jobs for members whom they name. */
    METER,
    /** The scope of API keys that read. */
    READ,
    /** The scope of API keys that make purchases, in the name of the person who made the key. */
    PURCHASE,
    /** The scope of API keys that report how work ended; of the platform's only (D19). */
    REPORT,
    /** The scope of API keys that reconcile; of the platform's only. */
    RECONCILE,
    /** The scope of API keys that operate; of the platform's only. */
    OPERATE;

    private static final Set<Party> SCOPES_IN_A_TEAM = EnumSet.of(METER, READ, PURCHASE);

    /** True for a role that a person has in a team; false for those that stand above all teams. */
    public boolean isOfATeam() {
        return compareTo(ADMIN) <= 0;
    }

    /** The party by name: roles in capital letters, scopes in small ones. */
    public String text() {
        return isAScope() ? name().toLowerCase(Locale.ROOT) : name();
    }

    /** True for a scope of API keys. */
    public boolean isAScope() {
        return compareTo(METER) >= 0;
    }

    /** True for a scope that a team's API key may have. */
    public boolean isAScopeInATeam() {
        return SCOPES_IN_A_TEAM.contains(this);
    }
}
