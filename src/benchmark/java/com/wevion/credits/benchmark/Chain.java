package com.wevion.credits.benchmark;

import com.wevion.credits.ledger.book.ReferenceKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.UUID;

/** The hash chain as a client computes it: the bytes are those of {@code entry_canonical}. Not thread-safe. */
final class Chain {
    static final byte[] BEFORE_THE_FIRST = new byte[32];

    /** An entry without its hash; what it does not name is 0 or null. */
    record Line(
            long accountId,
            long sequence,
            UUID operationId,
            long atEpochMicros,
            String type,
            long amountUnits,
            long balanceAfterUnits,
            UUID userId,
            String service,
            String engine,
            Long quantity,
            String explanation) {}

    /** The kind of what is used; a purchase is of its own. */
    static final ReferenceKind USED_KIND = ReferenceKind.JOB;

    static String referenceKind(String type) {
        return type.equals("USAGE") ? USED_KIND.name() : type;
    }

    private final MessageDigest digest;
    private final StringBuilder text = new StringBuilder(256);

    Chain() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The hash of a line that follows one with the given hash. */
    byte[] hash(byte[] before, Line line) {
        text.setLength(0);
        text.append(line.accountId()).append('|');
        text.append(line.sequence()).append('|');
        text.append(line.operationId()).append('|');
        text.append(line.atEpochMicros()).append('|');
        text.append(line.type()).append('|');
        text.append(referenceKind(line.type())).append('|');
        text.append(line.amountUnits()).append('|');
        text.append(line.balanceAfterUnits()).append("|0|");
        text.append(Objects.toString(line.userId(), "")).append('|');
        text.append(Objects.toString(line.service(), "")).append('|');
        text.append(Objects.toString(line.engine(), "")).append('|');
        text.append(Objects.toString(line.quantity(), "")).append('|');
        text.append(line.explanation());
        digest.update(before);
        return digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
