package com.wevion.credits.audit;

import com.wevion.credits.platform.Hashes;
import com.wevion.credits.platform.database.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The state of the audit log's chain at each checkpoint, digested and signed as that is. Thread-safe. */
class AuditCheckpoints {
    private record Link(long sequence, byte[] hash) {
        static final Link NONE = new Link(0, new byte[32]);

        static Link read(ResultSet row) throws SQLException {
            return new Link(row.getLong("sequence"), row.getBytes("hash"));
        }
    }

    /** One that was taken, with the digest of the checkpoint of its day. */
    private record Taken(
            String day, byte[] checkpoint, byte[] previous, Link link, byte[] digest, byte[] signature, String keyId) {
        static Taken read(ResultSet row) throws SQLException {
            return new Taken(
                    row.getString("day"),
                    row.getBytes("checkpoint"),
                    row.getBytes("previous"),
                    Link.read(row),
                    row.getBytes("digest"),
                    row.getBytes("signature"),
                    Checkpoint.hex(row.getBytes("key_id")));
        }
    }

    private static final byte[] ZEROS = new byte[32];
    private static final long LINKS_AT_A_TIME = 10_000;

    private final DataSource dataSource;
    private final CheckpointKeys keys;

    /** @param dataSource for reading only */
    AuditCheckpoints(DataSource dataSource, CheckpointKeys keys) {
        this.dataSource = dataSource;
        this.keys = keys;
    }

    /** Takes that of a day, in the transaction that takes the checkpoint. */
    void take(Sql sql, String day, byte[] checkpoint) {
        byte[] previous = sql.first(
                        "SELECT digest FROM audit_checkpoint ORDER BY day DESC LIMIT 1", row -> row.getBytes("digest"))
                .orElse(ZEROS);
        Link link = sql.first("SELECT sequence, hash FROM audit_link ORDER BY sequence DESC LIMIT 1", Link::read)
                .orElse(Link.NONE);
        byte[] digest = digest(day, checkpoint, previous, link);
        Optional<CheckpointKeys.Signed> signed = keys.sign(CheckpointKeys.Subject.AUDIT_LOG, day, digest);
        sql.update(
                """
                INSERT INTO audit_checkpoint (day, previous, sequence, hash, digest, signature, key_id)
                VALUES (?::date, ?, ?, ?, ?, ?, ?)""",
                day,
                previous,
                link.sequence(),
                link.hash(),
                digest,
                signed.map(CheckpointKeys.Signed::signature).orElse(null),
                signed.map(CheckpointKeys.Signed::keyId).orElse(null));
    }

    private static byte[] digest(String day, byte[] checkpoint, byte[] previous, Link link) {
        String text = String.join(
                "|",
                "audit",
                day,
                Checkpoint.hex(checkpoint),
                Checkpoint.hex(previous),
                Long.toString(link.sequence()),
                Checkpoint.hex(link.hash()));
        return Hashes.sha256().digest((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The differences that are found when the chain is recomputed and each checkpoint is held against the one before, its signature, and
     * the chain.
     *
     * @param verifiedDay of the checkpoint up to which the chain was found whole before, and after which it is recomputed; from the
     *     beginning if that is null, if a checkpoint is not as it must be, and without a key that proves them
     * @param alive called often
     */
    List<Discrepancy> discrepancies(String verifiedDay, Runnable alive) {
        List<Taken> all = Sql.on(dataSource)
                .list(
                        "SELECT a.*, c.digest AS checkpoint FROM audit_checkpoint a JOIN checkpoint c USING (day) ORDER BY day",
                        Taken::read);
        List<Discrepancy> found = new ArrayList<>();
        byte[] previous = ZEROS;
        for (int index = 0; index < all.size(); index++) {
            Taken taken = all.get(index);
            byte[] digest = digest(taken.day, taken.checkpoint, taken.previous, taken.link);
            if (!Arrays.equals(taken.previous, previous)
                    || !Arrays.equals(taken.digest, digest)
                    || !isSigned(taken, index == all.size() - 1)) {
                found.add(Discrepancy.ofCheckpoint(taken.day));
            }
            if (!isInTheChain(taken.link)) {
                found.add(Discrepancy.ofAuditLog(taken.link.sequence(), taken.day));
            }
            previous = taken.digest;
        }
        long verified = found.isEmpty() && keys.verify() ? verified(all, verifiedDay) : 0;
        firstBad(verified, alive).ifPresent(bad -> found.add(Discrepancy.ofAuditLog(bad, null)));
        return found;
    }

    /** The last link that was verified; a day may have a checkpoint without one of the audit log. */
    private static long verified(List<Taken> all, String verifiedDay) {
        return all.stream()
                .filter(taken -> verifiedDay != null && taken.day.compareTo(verifiedDay) <= 0)
                .mapToLong(taken -> taken.link.sequence())
                .max()
                .orElse(0);
    }

    private boolean isSigned(Taken taken, boolean latest) {
        if (!keys.verify()) {
            return true;
        }
        return taken.signature == null
                ? !latest
                : keys.verifies(
                        CheckpointKeys.Subject.AUDIT_LOG, taken.day, taken.digest, taken.signature, taken.keyId);
    }

    private boolean isInTheChain(Link link) {
        byte[] hash = link.sequence() == 0 ? ZEROS : hash(link.sequence()).orElse(null);
        return Arrays.equals(hash, link.hash());
    }

    private Optional<byte[]> hash(long sequence) {
        return Sql.on(dataSource)
                .first("SELECT hash FROM audit_link WHERE sequence = ?", row -> row.getBytes("hash"), sequence);
    }

    private Optional<Long> firstBad(long verified, Runnable alive) {
        long last = Sql.on(dataSource)
                .first("SELECT coalesce(max(sequence), 0) AS last FROM audit_link", row -> row.getLong("last"))
                .orElseThrow();
        Optional<Long> bad = Optional.empty();
        for (long after = verified; after < last && bad.isEmpty(); after += LINKS_AT_A_TIME) {
            alive.run();
            bad = Sql.on(dataSource)
                    .first(
                            "SELECT first_bad_audit_link(?, ?) AS bad",
                            row -> Optional.ofNullable(Sql.nullableLong(row, "bad")),
                            after,
                            Math.min(last, after + LINKS_AT_A_TIME))
                    .orElseThrow();
        }
        return bad;
    }
}
