package com.wevion.credits.ledger.decision;

import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.WorkReport;
import java.time.Instant;

/** The end of a hold as it is to be written, with the account's figures right after it. */
record EndedHold(AdmittedWork work, How how, Instant at, long balanceUnits, long availableUnits) {
    /**
     * The way it ends.
     *
     * @param completion JSON text: what was reported; null when it expired, as is the fingerprint
     */
    record How(HoldState state, long chargedUnits, long shortfallUnits, String completion, byte[] fingerprint) {
        static final How EXPIRED = new How(HoldState.EXPIRED, 0, 0, null, null);

        static How of(HoldState state, long chargedUnits, long shortfallUnits, WorkReport report) {
            return new How(state, chargedUnits, shortfallUnits, report.completion(), report.fingerprint());
        }
    }

    /** The answer to its caller. */
    Ending ending() {
        return new Ending(
                work.id(),
                false,
                how.state(),
                how.chargedUnits(),
                how.shortfallUnits(),
                balanceUnits,
                availableUnits,
                at);
    }
}
