package com.wevion.credits.usage;

import com.wevion.credits.catalog.Measure;

/**
 * The delivery of a piece of work, in one measure.
 *
 * @param reported not negative; all of it, even if not charged; null if it was not reported, as of failed work
 * @param priceUnits the team's price for as much of it as a price of the work's other measures is for
 * @param costNanos the provider's charge for it alone, as told; null if it was not
 */
public record Delivery(Measure measure, Long reported, long priceUnits, Long costNanos) {
    public Delivery(Measure measure, Long reported, long priceUnits) {
        this(measure, reported, priceUnits, null);
    }

    /** The reported quantity, or else 0. */
    long quantity() {
        return reported == null ? 0 : reported;
    }
}
