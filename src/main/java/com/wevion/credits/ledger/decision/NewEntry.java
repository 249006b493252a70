package com.wevion.credits.ledger.decision;

import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.ledger.operation.Settle;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * An entry that is to be written.
 *
 * @param hash SHA-256 over the hash of the entry before and this entry's canonical bytes
 */
record NewEntry(
        long accountId,
        long sequence,
        Instant at,
        Cause cause,
        long amountUnits,
        long balanceUnits,
        long shortfallUnits,
        byte[] hash) {

    /** Who and what an entry is for; service, engine and quantity are null where no service was used. */
    record Cause(
            UUID operationId,
            EntryType type,
            String referenceKind,
            UUID userId,
            String service,
            String engine,
            Long quantity,
            String explanation) {

        static Cause of(Posting posting) {
            return new Cause(
                    posting.operationId(),
                    posting.type(),
                    posting.referenceKind(),
                    posting.userId(),
                    null,
                    null,
                    null,
                    posting.explanation());
        }

        static Cause of(Reversal reversal, EntryType type) {
            return of(reversal.operationId(), type, reversal.referenceKind(), reversal.explanation());
        }

        /** Of the purchase, or the clawback, on whose occasion an older debt is paid first (D15). */
        static Cause debtPaidBy(UUID occasion) {
            return of(
                    Reversal.debtPaymentOf(occasion),
                    EntryType.CLAWBACK,
                    "DEBT",
                    "{\"reason\":\"DEBT\",\"paidBy\":\"" + occasion + "\"}");
        }

        private static Cause of(UUID operationId, EntryType type, String referenceKind, String explanation) {
            return new Cause(operationId, type, referenceKind, null, null, null, null, explanation);
        }

        static Cause of(Settle settle, AdmittedWork work) {
            return new Cause(
                    work.id(),
                    EntryType.USAGE,
                    work.kind().name(),
                    work.userId(),
                    settle.charge().service(),
                    settle.charge().engine(),
                    settle.charge().quantity(),
                    settle.charge().explanation());
        }
    }

    /** What the caller of a posting is told. */
    Posted posted() {
        return new Posted(false, sequence, amountUnits, balanceUnits, at);
    }

    static NewEntry after(
            byte[] hashBefore,
            long accountId,
            long sequence,
            Instant at,
            Cause cause,
            long amountUnits,
            long balanceUnits,
            long shortfallUnits) {
        MessageDigest sha256 = sha256();
        sha256.update(hashBefore);
        sha256.update(canonical(accountId, sequence, at, cause, amountUnits, balanceUnits, shortfallUnits)
                .getBytes(StandardCharsets.UTF_8));
        return new NewEntry(accountId, sequence, at, cause, amountUnits, balanceUnits, shortfallUnits, sha256.digest());
    }

    /** The text that the database function {@code entry_canonical} makes of the stored row. */
    private static String canonical(
            long accountId,
            long sequence,
            Instant at,
            Cause cause,
            long amountUnits,
            long balanceUnits,
            long shortfallUnits) {
        StringBuilder text = new StringBuilder(256 + cause.explanation.length());
        text.append(accountId).append('|').append(sequence).append('|').append(cause.operationId);
        text.append('|')
                .append(EpochMicros.of(at))
                .append('|')
                .append(cause.type)
                .append('|')
                .append(cause.referenceKind);
        text.append('|').append(amountUnits).append('|').append(balanceUnits);
        text.append('|').append(shortfallUnits);
        append(text, cause.userId);
        append(text, cause.service);
        append(text, cause.engine);
        append(text, cause.quantity);
        append(text, cause.explanation);
        return text.toString();
    }

    private static void append(StringBuilder text, Object value) {
        text.append('|');
        if (value != null) {
            text.append(value);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
