package com.wevion.credits.audit;

import com.wevion.credits.platform.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * The digest of a checkpoint: SHA-256 over a text of lines, each ended by a line feed: one for each head in the order of
 * the accounts' ids, then one for the checkpoint.
 */
final class CheckpointDigest {
    private final MessageDigest sha = Hashes.sha256();
    private long accounts;
    private long entries;

    void add(CheckpointHead head) {
        line(head.line());
        accounts++;
        entries += head.sequence() - head.previousSequence();
    }

    /** The number of heads. */
    long accounts() {
        return accounts;
    }

    /** The number of entries that they cover. */
    long entries() {
        return entries;
    }

    /** The digest; nothing can be added after that. */
    byte[] end(String day, Instant takenAt, byte[] previous, long accountsInAll, long entriesInAll) {
        line(String.join(
                "|",
                "checkpoint",
                day,
                Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, takenAt)),
                HexFormat.of().formatHex(previous),
                Long.toString(accountsInAll),
                Long.toString(entriesInAll)));
        return sha.digest();
    }

    private void line(String text) {
        sha.update(text.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) '\n');
    }
}
