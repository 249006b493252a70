package com.wevion.credits.team;

/** What a team's creative work is paid from (D2). */
public enum CreativeFunding {
    /** It accrues on the CREATIVE account and is billed by usage (D1). */
    METERED,
    /** It draws on the CREDITS account, at 1,000 credits per dollar. */
    CREDITS
}
