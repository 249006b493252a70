package com.wevion.credits.balance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.json.Json;
import java.time.Instant;
import java.util.UUID;

/**
 * One line of the history (S14); amounts in {@code unit}.
 *
 * @param sequence number within the account
 * @param amount signed
 * @param balanceAfter the running balance
 * @param user the user who caused it; null for nobody
 * @param quantity charged, in the service's natural unit
 * @param stripePayment Stripe's reference of the payment, or of the money that went back
 * @param shortfall the part of the cost beyond the charge (D5)
 * @param explanation the calculation of the amount (D9); only when one line is asked for
 */
record TransactionView(
        long sequence,
        Instant at,
        AccountKind account,
        EntryType type,
        String amount,
        String balanceAfter,
        String unit,
        Person user,
        String service,
        String engine,
        Long quantity,
        Reference reference,
        String stripePayment,
        String shortfall,
        @JsonInclude(JsonInclude.Include.NON_NULL) JsonNode explanation) {

    /** A person; the name is null for one who never was a member. */
    record Person(UUID id, String displayName) {}

    /** The subject of the line, for example a CHAT_MESSAGE or a JOB. */
    record Reference(String kind, UUID id) {}

    static TransactionView of(EntryRecord entry, String displayName) {
        return of(entry, displayName, null);
    }

    static TransactionView explained(EntryRecord entry, String displayName) {
        return of(entry, displayName, Json.stored(entry.explanation(), JsonNode.class));
    }

    private static TransactionView of(EntryRecord entry, String displayName, JsonNode explanation) {
        Unit unit = entry.account().unit();
        return new TransactionView(
                entry.sequence(),
                entry.at(),
                entry.account(),
                entry.type(),
                unit.format(entry.amountUnits()),
                unit.format(entry.balanceAfterUnits()),
                unit.code(),
                entry.userId() == null ? null : new Person(entry.userId(), displayName),
                entry.service(),
                entry.engine(),
                entry.quantity(),
                new Reference(entry.referenceKind().name(), entry.operationId()),
                stripePayment(entry),
                unit.format(entry.shortfallUnits()),
                explanation);
    }

    /** Only what was paid, or has gone back, has one. */
    private static String stripePayment(EntryRecord entry) {
        return switch (entry.type()) {
            case PURCHASE, PAYMENT, CLAWBACK, REINSTATEMENT ->
                Json.stored(entry.explanation(), JsonNode.class)
                        .path("stripePayment")
                        .asText(null);
            case USAGE, ADJUSTMENT -> null;
        };
    }
}
