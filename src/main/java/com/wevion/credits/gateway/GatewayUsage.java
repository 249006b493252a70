package com.wevion.credits.gateway;

import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.usage.UsageOutcome;
import java.time.Instant;

/**
 * Work that a provider did for a gateway, in one measure.
 *
 * @param requestId the provider's name for it; null if it is not known
 * @param costNanos the cost expected of the provider, in nano-dollars; null if nobody knows
 * @param told true if the log told the cost; false if it is the catalogue's
 */
record GatewayUsage(
        Measure measure,
        Instant at,
        String provider,
        String requestId,
        Service service,
        String engine,
        long quantity,
        Long costNanos,
        boolean told,
        UsageOutcome outcome) {

    /** As in usage records: WORKER is what was told. */
    String costSource() {
        return costNanos == null ? null : told ? "WORKER" : "CATALOG";
    }
}
