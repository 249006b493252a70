package com.wevion.credits.trail;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A fingerprint of a secret, as in {@code fingerprint 0a1b…-2c3d…}: it tells that the secret is another one, and is slow to guess from. */
final class SecretPrint {
    private static final String PREFIX = "fingerprint ";
    private static final String SEPARATOR = "-";
    private static final int SALT_BYTES = 16;
    private static final int PRINT_BITS = 64;
    private static final int ITERATIONS = 200_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretPrint() {}

    /** One with a new salt; empty for no secret. */
    static String of(String secret) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return secret.isEmpty() ? "" : print(secret, HexFormat.of().formatHex(salt));
    }

    /** True if it was made of this secret. */
    static boolean isOf(String print, String secret) {
        if (secret.isEmpty() || !print.startsWith(PREFIX)) {
            return secret.equals(print);
        }
        return print.equals(print(secret, print.substring(PREFIX.length()).split(SEPARATOR)[0]));
    }

    private static String print(String secret, String salt) {
        PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), HexFormat.of().parseHex(salt), ITERATIONS, PRINT_BITS);
        try {
            byte[] print = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return PREFIX + salt + SEPARATOR + HexFormat.of().formatHex(print);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }
}
