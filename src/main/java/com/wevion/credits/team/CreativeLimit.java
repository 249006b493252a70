package com.wevion.credits.team;

/**
 * What creative work may accrue to: what the team has set, but not more than the platform's ceiling for it (D21).
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
