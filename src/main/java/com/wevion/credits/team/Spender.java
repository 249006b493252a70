package com.wevion.credits.team;

import java.util.UUID;

/**
 * Somebody who may spend a team's funds now.
 *
 * @param role ADMIN for a super admin who is not a member
 * @param creativeFunding the account that pays for the team's creative work
 * @param capCreditsMicros the monthly cap on the CREDITS account in micro-credits, null for none (D13)
 * @param capUsdNanos the monthly cap on the CREATIVE account in nano-dollars, null for none (D13)
 */
public record Spender(
        UUID teamId,
        UUID userId,
        Role role,
        CreativeFunding creativeFunding,
        Long capCreditsMicros,
        Long capUsdNanos) {}
