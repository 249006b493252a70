package com.wevion.credits.ledger;

import java.time.Instant;

/** The end of a hold as it is to be written, with the account's figures right after it. */
record EndedHold(AdmittedWork work, How how, Instant at, long balanceMicros, long availableMicros) {
    /**
     * How it ends.
     *
     * @param completion JSON text: what was reported; null when it expired, as is the fingerprint
     */
    record How(HoldState state, long chargedMicros, long shortfallMicros, String completion, byte[] fingerprint) {
        static final How EXPIRED = new How(HoldState.EXPIRED, 0, 0, null, null);
    }
}
