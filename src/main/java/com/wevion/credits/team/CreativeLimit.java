package com.wevion.credits.team;

/**
 * The limit for unpaid creative work: the team's setting, but not more than the platform's ceiling for it (D21).
 *
 * @param setNanos by the team, in nano-dollars; above a ceiling that was lowered since, it counts as the ceiling
 * @param ceilingNanos nano-dollars
 */
public record CreativeLimit(long setNanos, long ceilingNanos) {
    /** The limit that holds, in nano-dollars. */
    long nanos() {
        return Math.min(setNanos, ceilingNanos);
    }

    boolean isWithinCeiling() {
        return setNanos <= ceilingNanos;
    }
}
