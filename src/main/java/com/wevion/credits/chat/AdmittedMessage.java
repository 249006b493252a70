package com.wevion.credits.chat;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.operation.Admission;
import java.time.Instant;
import java.util.UUID;

/** The answer to an admitted message; amounts in credits. */
record AdmittedMessage(UUID messageId, String status, String held, String available, String unit, Instant expiresAt) {
    static AdmittedMessage of(Admission admission) {
        return new AdmittedMessage(
                admission.holdId(),
                MessageStatus.ADMITTED.name(),
                Unit.CREDITS.format(admission.heldUnits()),
                Unit.CREDITS.format(admission.availableUnits()),
                Unit.CREDITS.code(),
                admission.expiresAt());
    }
}
