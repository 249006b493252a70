package com.wevion.credits.ledger.decision;

import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.book.ReferenceKind;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.operation.WorkCharge;
import com.wevion.credits.platform.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
        Purpose purpose,
        long amountUnits,
        long balanceUnits,
        long shortfallUnits,
        byte[] hash) {

    /**
     * The operation, the person and the work that an entry is for.
     *
     * @param used the charge for the service that was used; null for none
     */
    record Purpose(
            UUID operationId,
            EntryType type,
            ReferenceKind referenceKind,
            UUID userId,
            WorkCharge used,
            String explanation) {

        /** Of something that is done by nobody. */
        private Purpose(UUID operationId, EntryType type, ReferenceKind referenceKind, String explanation) {
            this(operationId, type, referenceKind, null, null, explanation);
        }

        static Purpose of(Posting posting) {
            return new Purpose(
                    posting.operationId(),
                    posting.type(),
                    posting.referenceKind(),
                    posting.userId(),
                    null,
                    posting.explanation());
        }

        static Purpose of(Reversal reversal, EntryType type) {
            return new Purpose(reversal.operationId(), type, reversal.referenceKind(), reversal.explanation());
        }

        /** Of the purchase, or the clawback, on whose occasion an older debt is paid first (D15). */
        static Purpose debtPaidBy(UUID occasion) {
            return new Purpose(
                    Reversal.debtPaymentOf(occasion),
                    EntryType.CLAWBACK,
                    ReferenceKind.DEBT,
                    "{\"reason\":\"DEBT\",\"paidBy\":\"" + occasion + "\"}");
        }

        static Purpose of(Settle settle, AdmittedWork work) {
            WorkCharge charge = settle.charge();
            return new Purpose(
                    work.id(), EntryType.USAGE, work.kind().reference(), work.userId(), charge, charge.explanation());
        }

        String service() {
            return used == null ? null : used.service();
        }

        String engine() {
            return used == null ? null : used.engine();
        }

        Long quantity() {
            return used == null ? null : used.quantity();
        }
    }

    /** The answer to the caller of a posting. */
    Posted posted() {
        return new Posted(false, sequence, amountUnits, balanceUnits, at);
    }

    static NewEntry after(
            byte[] hashBefore,
            long accountId,
            long sequence,
            Instant at,
            Purpose purpose,
            long amountUnits,
            long balanceUnits,
            long shortfallUnits) {
        MessageDigest sha256 = Hashes.sha256();
        sha256.update(hashBefore);
        sha256.update(canonical(accountId, sequence, at, purpose, amountUnits, balanceUnits, shortfallUnits)
                .getBytes(StandardCharsets.UTF_8));
        return new NewEntry(
                accountId, sequence, at, purpose, amountUnits, balanceUnits, shortfallUnits, sha256.digest());
    }

    /** The text that the database function {@code entry_canonical} makes of the stored row. */
    private static String canonical(
            long accountId,
            long sequence,
            Instant at,
            Purpose purpose,
            long amountUnits,
            long balanceUnits,
            long shortfallUnits) {
        StringBuilder text = new StringBuilder(256 + purpose.explanation.length());
        text.append(accountId).append('|').append(sequence).append('|').append(purpose.operationId);
        text.append('|')
                .append(EpochMicros.of(at))
                .append('|')
                .append(purpose.type)
                .append('|')
                .append(purpose.referenceKind);
        text.append('|').append(amountUnits).append('|').append(balanceUnits);
        text.append('|').append(shortfallUnits);
        append(text, purpose.userId);
        append(text, purpose.service());
        append(text, purpose.engine());
        append(text, purpose.quantity());
        append(text, purpose.explanation);
        return text.toString();
    }

    private static void append(StringBuilder text, Object value) {
        text.append('|');
        if (value != null) {
            text.append(value);
        }
    }
}
