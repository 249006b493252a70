package com.wevion.credits.identity;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.wevion.credits.platform.Hashes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The content of a session's cookie: 128 random bits that are kept nowhere else. All that the service needs for the session follows
 * from them, so that reading the database lets nobody sign in.
 */
public final class SessionSecret {
    private static final int BYTES = 16;
    private static final int MAC_BYTES = 32;
    private static final String PAGE_TOKEN = "page_";
    private static final int PAGE_TOKEN_LENGTH = PAGE_TOKEN.length() + (BYTES + MAC_BYTES) * 4 / 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] value;

    private SessionSecret(byte[] value) {
        this.value = value;
    }

    public static SessionSecret next() {
        byte[] value = new byte[BYTES];
        RANDOM.nextBytes(value);
        return new SessionSecret(value);
    }

    /** The secret of a cookie; empty if it cannot be one. */
    public static Optional<SessionSecret> of(String cookie) {
        return bytes(cookie).filter(value -> value.length == BYTES).map(SessionSecret::new);
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The value of the cookie. */
    public String text() {
        return base64(value);
    }

    /** The hash by which the database knows it. */
    String hash() {
        return Hashes.of(text());
    }

    /** The token of the session's pages that ends then, the same for every page and server. */
    String pageToken(UUID session, Instant until) {
        return PAGE_TOKEN
                + base64(ByteBuffer.allocate(BYTES + MAC_BYTES)
                        .putLong(session.getMostSignificantBits())
                        .putLong(session.getLeastSignificantBits())
                        .put(derived("page token until " + until.getEpochSecond()))
                        .array());
    }

    static boolean isPageToken(String token) {
        return token.startsWith(PAGE_TOKEN);
    }

    /** The session that a page's token names; empty if it cannot be such a token. */
    static Optional<UUID> sessionOf(String pageToken) {
        return Optional.of(pageToken)
                .filter(token -> token.length() == PAGE_TOKEN_LENGTH)
                .flatMap(token -> bytes(token.substring(PAGE_TOKEN.length())))
                .map(ByteBuffer::wrap)
                .map(bytes -> new UUID(bytes.getLong(), bytes.getLong()));
    }

    /** A text derived from the secret for a purpose; the secret cannot be derived from it. */
    public String derivedText(String purpose) {
        return base64(derived(purpose));
    }

    private byte[] derived(String purpose) {
        return Hashes.signature(value, purpose.getBytes(StandardCharsets.UTF_8));
    }

    /** Encrypts a text with the secret. */
    String seal(String text) {
        JWEObject sealed = new JWEObject(new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM), new Payload(text));
        try {
            sealed.encrypt(new DirectEncrypter(derived("provider tokens")));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return sealed.serialize();
    }

    /** Decrypts a text that was sealed with this secret. */
    String open(String sealed) {
        try {
            JWEObject object = JWEObject.parse(sealed);
            object.decrypt(new DirectDecrypter(derived("provider tokens")));
            return object.getPayload().toString();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("The provider's tokens of a session can no longer be read", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
