package com.wevion.credits.reconciliation;

import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.reconciliation.rules.Window;
import java.util.UUID;

/**
 * A run that is to be started.
 *
 * @param provider null for all
 * @param requestedBy null for the timer
 */
public record NewRun(RunTrigger trigger, String provider, Window window, UUID requestedBy, String idempotencyKey) {
    /** The run of a night, for all providers. */
    public static NewRun nightly(Window window, String idempotencyKey) {
        return new NewRun(RunTrigger.NIGHTLY, null, window, null, idempotencyKey);
    }

    byte[] fingerprint() {
        return Fingerprint.of(provider, window.from().toString(), window.to().toString());
    }
}
