package com.wevion.credits.audit;

import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A checkpoint, with its bytes as hexadecimal digits.
 *
 * @param day in UTC, as in {@code 2026-01-31}
 * @param takenAt the time at which it was taken, which may be later than the day if no server was up
 * @param previous the digest of the checkpoint before; zeros for the first
 * @param accounts the number of accounts with new entries since the one before
 * @param entries the number of entries of all accounts that it covers together with those before
 * @param digest SHA-256 of its text
 * @param signature Ed25519; null if the service had no key
 * @param keyId SHA-256 of the public key; null without signature
 */
public record Checkpoint(
        String day,
        Instant takenAt,
        String previous,
        long accounts,
        long entries,
        String digest,
        String signature,
        String keyId) {

    static Checkpoint read(ResultSet row) throws SQLException {
        return new Checkpoint(
                row.getString("day"),
                Sql.instant(row, "taken_at"),
                hex(row.getBytes("previous")),
                row.getLong("accounts"),
                row.getLong("entries"),
                hex(row.getBytes("digest")),
                hex(row.getBytes("signature")),
                hex(row.getBytes("key_id")));
    }

    static String hex(byte[] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }
}
