package com.wevion.credits.usage;

import com.wevion.credits.catalog.ProviderName;
import com.wevion.credits.ledger.Unit;
import java.time.Instant;

/**
 * What a completion tells of the provider; each part may be null, and names may be blank.
 *
 * @param requestId the provider's name for the work
 * @param costUsd what the provider charges for it, decimal and not negative
 * @param completedAt by the worker's clock
 */
public record Told(String provider, String requestId, String costUsd, Instant completedAt) {

    /** Whether the provider can be expected to charge for the work even if it came to nothing. */
    boolean leavesATrace() {
        return namedRequest() != null || costUsd != null;
    }

    String canonicalProvider() {
        return ProviderName.canonical(provider);
    }

    String namedRequest() {
        return requestId == null || requestId.isBlank() ? null : requestId.strip();
    }

    /** Null if it was not told. */
    Long costNanos() {
        return costUsd == null ? null : Unit.USD.parse(costUsd);
    }
}
