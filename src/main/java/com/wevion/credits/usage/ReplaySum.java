package com.wevion.credits.usage;

import com.wevion.credits.catalog.Unpriceable;

/** What some charges add up to, as they were and at the prices of a draft; in micros and nano-dollars. */
final class ReplaySum {
    long charges;
    long quantity;
    long charged;
    long draft;
    long shortfall;
    long cost;
    long uncosted;

    /** @throws Unpriceable if the sums are beyond what can be shown */
    void add(ChargedWork work, long draftMicros) {
        try {
            charges++;
            quantity = Math.addExact(quantity, work.quantity());
            charged = Math.addExact(charged, work.priceMicros());
            draft = Math.addExact(draft, draftMicros);
            shortfall = Math.addExact(shortfall, work.shortfallMicros());
            cost = Math.addExact(cost, work.costNanos() == null ? 0 : work.costNanos());
            uncosted += work.costNanos() == null ? 1 : 0;
        } catch (ArithmeticException e) {
            throw new Unpriceable("The month adds up to more than can be shown.");
        }
    }

    long difference() {
        return draft - charged;
    }
}
