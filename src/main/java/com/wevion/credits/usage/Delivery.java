package com.wevion.credits.usage;

import com.wevion.credits.catalog.Measure;

/**
 * What was delivered of a piece of work, in one measure.
 *
 * @param quantity not negative; all of it, also what is not charged
 * @param priceMicros what the team pays for as much of it as a price of the work's other measures is for
 */
public record Delivery(Measure measure, long quantity, long priceMicros) {}
