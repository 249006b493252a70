package com.wevion.credits.chat;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.operation.Ending;
import java.util.UUID;

/** The answer to a completion; amounts in credits. */
record FinishedMessage(
        UUID messageId,
        String status,
        String charged,
        String shortfall,
        String balance,
        String available,
        String unit) {
    static FinishedMessage of(Ending ending) {
        return new FinishedMessage(
                ending.holdId(),
                MessageStatus.of(ending.state()).name(),
                Unit.CREDITS.format(ending.chargedUnits()),
                Unit.CREDITS.format(ending.shortfallUnits()),
                Unit.CREDITS.format(ending.balanceUnits()),
                Unit.CREDITS.format(ending.availableUnits()),
                Unit.CREDITS.code());
    }
}
