package com.wevion.credits.identity.key;

import com.wevion.credits.platform.Hashes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The secret of a key: {@code crk_t_} for a team's, {@code crk_p_} for the platform's, 256 random bits and a CRC-32 of all that, both in
 * base 62. The prefix lets scanners find a key that has leaked. The checksum tells a mistyped key from one that does not exist, without
 * the database.
 */
public final class KeySecret {
    private static final String TEAM = "crk_t_";
    private static final String PLATFORM = "crk_p_";
    private static final int RANDOM_BITS = 256;
    private static final int RANDOM_LENGTH = 43;
    private static final int SUM_LENGTH = 6;
    private static final int SHOWN = TEAM.length() + 6;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern FORM = Pattern.compile("crk_[tp]_[0-9A-Za-z]{" + (RANDOM_LENGTH + SUM_LENGTH) + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private KeySecret(String text) {
        this.text = text;
    }

    static KeySecret next(boolean ofATeam) {
        String begun = (ofATeam ? TEAM : PLATFORM) + base62(new BigInteger(RANDOM_BITS, RANDOM), RANDOM_LENGTH);
        return new KeySecret(begun + sum(begun));
    }

    /** True if the token is meant to be a key, right or wrong. */
    public static boolean isMeant(String token) {
        return token.startsWith("crk_");
    }

    /** The secret; empty if the text is not one, or was mistyped. */
    static Optional<KeySecret> of(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        int end = text.length() - SUM_LENGTH;
        return text.substring(end).equals(sum(text.substring(0, end)))
                ? Optional.of(new KeySecret(text))
                : Optional.empty();
    }

    private static String sum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return base62(BigInteger.valueOf(crc.getValue()), SUM_LENGTH);
    }

    private static String base62(BigInteger number, int length) {
        StringBuilder digits = new StringBuilder();
        BigInteger base = BigInteger.valueOf(DIGITS.length());
        BigInteger rest = number;
        while (digits.length() < length) {
            digits.append(DIGITS.charAt(rest.mod(base).intValue()));
            rest = rest.divide(base);
        }
        return digits.reverse().toString();
    }

    /** All of it, which is shown once. */
    public String text() {
        return text;
    }

    /** The hash by which the database knows it. */
    String hash() {
        return Hashes.of(text);
    }

    /** Its first characters, by which people tell keys apart. */
    String beginning() {
        return text.substring(0, SHOWN);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return beginning() + "…";
    }
}
