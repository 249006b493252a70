package com.wevion.credits.team;

/**
 * A membership of a team.
 *
 * @param capCreditsMicros the monthly cap in micro-credits, null for none (D13)
 * @param capUsdNanos the monthly cap in nano-dollars, null for none (D13)
 */
public record Membership(Role role, String displayName, Long capCreditsMicros, Long capUsdNanos) {
    static Membership withoutCaps(Role role, String displayName) {
        return new Membership(role, displayName, null, null);
    }
}
