package com.wevion.credits.ledger.decision;

import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.operation.Admission;
import com.wevion.credits.ledger.operation.Hold;
import java.time.Instant;

/** A hold as it is to be written: the request, and the work with the amount that was set aside. */
record PlacedHold(Hold asked, AdmittedWork work, long availableUnits, Instant at) {
    /** The answer to its caller. */
    Admission admission() {
        return new Admission(work.id(), false, work.amountUnits(), availableUnits, work.expiresAt(), at);
    }
}
