package com.wevion.credits.team;

/** The account that pays for a team's creative work (D2). */
public enum CreativeFunding {
    /** It accrues on the CREATIVE account and is billed by usage (D1). */
    METERED,
    /** It draws on the CREDITS account, at 1,000 credits per dollar. */
    CREDITS
}
