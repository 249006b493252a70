package com.wevion.credits.ledger;

import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.operation.Expire;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The holds whose time has passed, and their release (D4). Ending a hold twice changes nothing, so nodes need not agree on who does it. */
@ApplicationScoped
public class DueHolds {
    @Inject
    Ledger ledger;

    @Inject
    Holds holds;

    @Inject
    @ConfigProperty(name = "credits.ledger.expiry.batch.size")
    int batchSize;

    /** True if any is due at that time. */
    public boolean any(HoldKind kind, Instant at) {
        return !holds.due(kind, at, ledger.lockedAccounts(), 1).isEmpty();
    }

    /** Releases what is due at that time, which is not in the future, in batches until nothing is; those of accounts that are locked wait. */
    public void release(HoldKind kind, Instant at) {
        List<Expire> due;
        int released;
        do {
            due = holds.due(kind, at, ledger.lockedAccounts(), batchSize);
            released = ledger.expire(due);
        } while (due.size() == batchSize && released > 0);
    }
}
