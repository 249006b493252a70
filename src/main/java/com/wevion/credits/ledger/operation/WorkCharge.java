package com.wevion.credits.ledger.operation;

/**
 * The price of work that was done.
 *
 * @param amountUnits not negative
 * @param quantity charged quantity in the service's natural unit
 * @param explanation JSON text that is kept with the entry (D9)
 */
public record WorkCharge(long amountUnits, String service, String engine, long quantity, String explanation) {
    /** @throws IllegalArgumentException if the amount is negative or too large */
    public WorkCharge {
        Operation.requireAmount(amountUnits);
    }
}
