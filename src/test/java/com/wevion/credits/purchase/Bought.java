package com.wevion.credits.purchase;

import com.wevion.credits.platform.Ids;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** A purchase of 5,000 credits for 500 cents, of which 550 were paid with tax. */
final class Bought {
    static final long CREDITS = 5_000_000_000L;
    static final long PAID_CENTS = 550;

    private static final Map<PurchaseStatus, Purchase> ALL = all();

    private Bought() {}

    /** The same one, with this status. */
    static Purchase with(PurchaseStatus status) {
        return ALL.get(status);
    }

    private static Map<PurchaseStatus, Purchase> all() {
        Map<PurchaseStatus, Purchase> all = new EnumMap<>(PurchaseStatus.class);
        var id = Ids.next();
        for (PurchaseStatus status : PurchaseStatus.values()) {
            all.put(
                    status,
                    new Purchase(
                            id,
                            id,
                            1,
                            new byte[32],
                            id,
                            "STARTER",
                            1,
                            CREDITS,
                            500,
                            "http://localhost",
                            status,
                            Instant.EPOCH,
                            Instant.EPOCH,
                            "cs_1",
                            null,
                            "pi_1",
                            PAID_CENTS,
                            Instant.EPOCH,
                            null,
                            null,
                            Payer.ANYBODY));
        }
        return all;
    }
}
