package com.wevion.credits.usage;

import com.wevion.credits.catalog.Measure;

/**
 * The delivery of a piece of work, in one measure.
 *
 * @param reported not negative; all of it, also what is not charged; null if it is not told, as of work that failed
 * @param priceUnits the team's price for as much of it as a price of the work's other measures is for
 */
public record Delivery(Measure measure, Long reported, long priceUnits) {
    /** The reported quantity, or else 0. */
    long quantity() {
        return reported == null ? 0 : reported;
    }
}
