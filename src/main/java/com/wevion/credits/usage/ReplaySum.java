package com.wevion.credits.usage;

import com.wevion.credits.catalog.Unpriceable;

/** The sum of some charges, as they were and at the prices of a draft; in units and nano-dollars. */
final class ReplaySum {
    long charges;
    long quantity;
    long charged;
    long draft;
    long shortfall;
    long cost;
    long uncosted;
    long chargedUncosted;
    long draftUncosted;

    /** @throws Unpriceable if the sums are beyond what can be shown */
    void add(ChargedWork work, long draftUnits) {
        try {
            charges++;
            quantity = Math.addExact(quantity, work.quantity());
            charged = Math.addExact(charged, work.priceUnits());
            draft = Math.addExact(draft, draftUnits);
            shortfall = Math.addExact(shortfall, work.shortfallUnits());
            if (work.costNanos() == null) {
                uncosted++;
                chargedUncosted = Math.addExact(chargedUncosted, work.priceUnits());
                draftUncosted = Math.addExact(draftUncosted, draftUnits);
            } else {
                cost = Math.addExact(cost, work.costNanos());
            }
        } catch (ArithmeticException e) {
            throw new Unpriceable("The month adds up to more than can be shown.");
        }
    }

    /** True if there is any work whose cost is known; only of such work there is a margin. */
    boolean hasCost() {
        return uncosted < charges;
    }

    /** The margin of the charges, in nano-dollars: a micro of either unit is one (D3). */
    long margin() {
        return charged - chargedUncosted - cost;
    }

    /** The same at the prices of the draft. */
    long draftMargin() {
        return draft - draftUncosted - cost;
    }

    long difference() {
        return draft - charged;
    }
}
