package com.wevion.credits.team;

/**
 * What creative work may accrue to: what the team has set, but not more than the platform's ceiling for it (D21).
 *
 * @param setMicros by the team, in nano-dollars; above a ceiling that was lowered since, it counts as the ceiling
 * @param ceilingMicros nano-dollars
 */
public record CreativeLimit(long setMicros, long ceilingMicros) {
    /** The limit that holds, in nano-dollars. */
    long micros() {
        return Math.min(setMicros, ceilingMicros);
    }

    boolean isWithinCeiling() {
        return setMicros <= ceilingMicros;
    }
}
