package com.wevion.credits.identity;

import com.wevion.credits.dev.LocalService;
import com.wevion.credits.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens made by hand: with the issuer's key as they should be, and all that a forger would try. */
public final class Tokens {
    /** The address of the development issuer. */
    public static final String DEVELOPMENT = "https://credits.local/issuer";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Map<String, Object> head = new HashMap<>(Map.of("alg", "RS256", "typ", "JWT"));
    private final Map<String, Object> claims;
    private final PrivateKey issuerKey;
    private final String issuerPublicPem;

    private Tokens(String issuer, UUID userId, PrivateKey issuerKey, String issuerPublicPem) {
        this.issuerKey = issuerKey;
        this.issuerPublicPem = issuerPublicPem;
        long now = Instant.now().getEpochSecond();
        claims = new HashMap<>(Map.of(
                "iss",
                issuer,
                "aud",
                "ai-credits",
                "sub",
                userId,
                "groups",
                List.of(),
                "iat",
                now,
                "exp",
                now + 600,
                "jti",
                UUID.randomUUID()));
    }

    /** A token that is in order. */
    public static Tokens of(LocalService service, UUID userId) {
        return of(DEVELOPMENT, userId, pair(read(service, "issuer-private.pem")));
    }

    /** The public key of the development issuer, in PEM. */
    public static String developmentKey(LocalService service) {
        return pem(pair(read(service, "issuer-private.pem")));
    }

    /** A token of an issuer of our own that is in order. */
    public static Tokens of(String issuer, UUID userId, KeyPair keys) {
        return new Tokens(issuer, userId, keys.getPrivate(), pem(keys));
    }

    /** The public key as the setting {@code credits.issuer.keys} wants it. */
    public static String pem(KeyPair pair) {
        String body = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    }

    /** The same with another claim; without it for null. */
    public Tokens with(String claim, Object value) {
        claims.put(claim, value);
        claims.values().removeIf(java.util.Objects::isNull);
        return this;
    }

    /** The same with another header. */
    public Tokens withHead(String name, Object value) {
        head.put(name, value);
        head.values().removeIf(java.util.Objects::isNull);
        return this;
    }

    public String signed() {
        return signed(issuerKey);
    }

    String signedBySomebodyElse() {
        return signed(newPair().getPrivate());
    }

    /** Signed by a key that the token brings along. */
    String signedByItsOwnKey() {
        KeyPair pair = newPair();
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        head.put(
                "jwk",
                Map.of(
                        "kty", "RSA",
                        "n", BASE64.encodeToString(key.getModulus().toByteArray()),
                        "e", BASE64.encodeToString(key.getPublicExponent().toByteArray())));
        return signed(pair.getPrivate());
    }

    String unsigned() {
        head.put("alg", "none");
        return parts() + ".";
    }

    /** Signed with the public key as if that were a shared secret. */
    String signedWithThePublicKey() {
        head.put("alg", "HS256");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(issuerPublicPem.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String parts = parts();
            return parts + "." + BASE64.encodeToString(mac.doFinal(parts.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changed after it was signed. */
    String tampered() {
        String[] signed = signed().split("\\.");
        claims.put("groups", List.of("SUPER_ADMIN"));
        return parts() + "." + signed[2];
    }

    private String signed(PrivateKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            String parts = parts();
            signature.update(parts.getBytes(StandardCharsets.US_ASCII));
            return parts + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String parts() {
        return part(head) + "." + part(claims);
    }

    private static String part(Map<String, Object> json) {
        return BASE64.encodeToString(Json.write(json).getBytes(StandardCharsets.UTF_8));
    }

    public static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair(String pem) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            KeyFactory keys = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) keys.generatePrivate(new PKCS8EncodedKeySpec(der));
            return new KeyPair(
                    keys.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(LocalService service, String file) {
        try {
            return Files.readString(service.settings().dataFolder().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
