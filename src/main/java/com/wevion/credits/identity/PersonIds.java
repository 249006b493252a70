package com.wevion.credits.identity;

import com.wevion.credits.platform.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The ids of people here. An issuer's name for a person is often not a UUID ({@code auth0|0123…}); then the id is a
 * name-based one (version 5, RFC 9562), the same each time and on every server, so that a host can name members before they first sign in.
 */
final class PersonIds {
    /** The namespace of all names; it never changes, or everybody would be somebody else. */
    private static final UUID NAMESPACE = UUID.fromString("5f0a5e0e-52c7-4a2e-9a39-7b1f4d0c3e86");

    private static final int VERSION_5 = 0x5000;

    private PersonIds() {}

    /** @param subject the value of the claim that names the person */
    static UUID of(String issuer, String subject) {
        return Ids.find(subject).orElseGet(() -> named(issuer + "\n" + subject));
    }

    private static UUID named(String name) {
        MessageDigest digest = sha1();
        digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = hash.getLong() & ~0xf000L | VERSION_5;
        long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1"); // as version 5 has it; it protects nothing here
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
