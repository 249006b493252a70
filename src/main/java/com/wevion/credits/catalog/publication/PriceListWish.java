package com.wevion.credits.catalog.publication;

import com.wevion.credits.platform.Conflict;
import java.time.Instant;
import java.util.List;

/**
 * A price list that a second person has to approve, as it is kept and shown.
 *
 * @param effectiveFrom null for the time of the approval
 * @param largeChanges that whoever asks has confirmed
 * @param catalog the whole
 */
record PriceListWish(Instant effectiveFrom, List<String> largeChanges, NewCatalogVersion catalog) {
    static PriceListWish of(NewCatalogVersion wanted, List<LargeChange> changes) {
        return new PriceListWish(wanted.effectiveFrom(), texts(changes), wanted);
    }

    /**
     * Checks that it changes what it changed when it was asked for.
     *
     * @throws Conflict if other prices have come into force since
     */
    void requireSame(List<LargeChange> changes) {
        if (!largeChanges.equals(texts(changes))) {
            throw new Conflict("The prices that it replaces have changed, and with them its large changes; ask again.");
        }
    }

    private static List<String> texts(List<LargeChange> changes) {
        return changes.stream().map(LargeChange::toString).toList();
    }
}
