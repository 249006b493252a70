package com.wevion.credits.chat;

import com.wevion.credits.ledger.book.HoldRecord;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.usage.settlement.ReportedFailure;
import java.time.Instant;
import java.util.UUID;

/** A message as it is now; amounts in credits, null as long as it is open. */
record MessageView(
        UUID messageId,
        MessageStatus status,
        UUID userId,
        String model,
        String conversationId,
        int catalogVersion,
        String held,
        String charged,
        String shortfall,
        String unit,
        Long inputTokens,
        Long outputTokens,
        ReportedFailure failure,
        Instant createdAt,
        Instant expiresAt,
        Instant endedAt) {

    static MessageView of(HoldRecord hold) {
        MessageTerms terms = MessageTerms.of(hold.work());
        MessageCompletion completion =
                hold.completion() == null ? null : Json.stored(hold.completion(), MessageCompletion.class);
        return new MessageView(
                hold.work().id(),
                MessageStatus.of(hold.state()),
                hold.work().userId(),
                terms.price().model(),
                terms.conversationId(),
                terms.price().catalogVersion(),
                Unit.CREDITS.format(hold.work().amountUnits()),
                credits(hold.chargedUnits()),
                credits(hold.shortfallUnits()),
                Unit.CREDITS.code(),
                completion == null ? null : completion.inputTokens(),
                completion == null ? null : completion.outputTokens(),
                completion == null ? null : completion.failure(),
                hold.work().admittedAt(),
                hold.work().expiresAt(),
                hold.endedAt());
    }

    private static String credits(Long micros) {
        return micros == null ? null : Unit.CREDITS.format(micros);
    }
}
