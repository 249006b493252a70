package com.wevion.credits.catalog;

import com.wevion.credits.ledger.book.Unit;

/**
 * One price of the catalogue.
 *
 * @param engine the engine's name; {@link CatalogVersion#DEFAULT_ENGINE} for services with one engine and for chat models without a rate of
 * their own
 * @param per the measure that is counted
 * @param unitSize the number of these that {@code priceUnits} buys
 * @param priceUnits price of {@code unitSize}, in units of {@code unit} (D3)
 * @param unit the unit the price is published in
 * @param billing the way to charge a broken unit
 * @param minimum smallest quantity of a request
 * @param maximum largest quantity of a request, and of an auto-extended video (S8)
 * @param enabled false keeps the engine out of new work
 * @param holdTimeoutSeconds the time that admitted work may take until its hold is released (D4)
 */
public record Rate(
        Service service,
        String engine,
        Measure per,
        long unitSize,
        long priceUnits,
        Unit unit,
        PartialUnits billing,
        long minimum,
        long maximum,
        boolean enabled,
        long holdTimeoutSeconds) {

    boolean supports(long quantity) {
        return enabled && quantity >= minimum && quantity <= maximum;
    }

    /**
     * The price of a quantity, in units.
     *
     * @throws Unpriceable if it does not fit an amount
     */
    public long price(long quantity) {
        return Money.divide(billing.numerator(quantity, priceUnits, unitSize), unitSize);
    }
}
