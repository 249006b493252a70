package com.wevion.credits.ledger.decision;

import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.operation.Admission;
import com.wevion.credits.ledger.operation.Hold;
import java.time.Instant;

/** A hold as it is to be written: what was asked for, and what was set aside. */
record PlacedHold(Hold asked, AdmittedWork work, long availableUnits, Instant at) {
    /** What its caller is told. */
    Admission admission() {
        return new Admission(work.id(), false, work.amountUnits(), availableUnits, work.expiresAt(), at);
    }
}
