package com.wevion.credits.usage;

import com.wevion.credits.catalog.Measure;

/**
 * A kind of tokens of a piece of work, as its worker told.
 *
 * @param quantity not negative; tokens of no other kind
 * @param costNanos the provider's charge for them, not negative; null if it was not told
 */
public record ToldKind(Measure measure, long quantity, Long costNanos) {}
