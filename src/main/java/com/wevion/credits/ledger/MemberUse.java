package com.wevion.credits.ledger;

/**
 * A member's use in this calendar month, UTC, as the monthly cap counts it: charges and open holds (D13).
 *
 * @param creditsMicros of the team's CREDITS account
 * @param usdNanos of its CREATIVE account
 */
public record MemberUse(long creditsMicros, long usdNanos) {
    /** Of somebody who uses nothing. */
    public static final MemberUse NONE = new MemberUse(0, 0);
}
