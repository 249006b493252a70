package com.wevion.credits.ledger;

import java.time.Instant;

/**
 * A direct posting that was made; a repetition gets the same figures.
 *
 * @param replayed whether it had been made before
 * @param sequence the number of its entry within the account
 * @param amountUnits signed
 * @param balanceUnits right after it
 */
public record Posted(boolean replayed, long sequence, long amountUnits, long balanceUnits, Instant at) {}
