package com.wevion.credits.identity;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Keys given in a setting: a set or a single one as JSON, or one in PEM, which has no id and is tried for every token. */
record FixedKeys(JWKSet keys) implements IssuerKeys {
    private static final int ED25519_BYTES = 32;

    /** @throws IllegalArgumentException if the text is neither, or has no key, with the reason as message */
    static FixedKeys of(String text) {
        JWKSet keys = parse(text);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("is a JWK set without a key of a known kind");
        }
        return new FixedKeys(keys);
    }

    private static JWKSet parse(String text) {
        try {
            if (!text.strip().startsWith("{")) {
                return new JWKSet(pem(text));
            }
            return text.contains("\"keys\"") ? JWKSet.parse(text) : new JWKSet(JWK.parse(text));
        } catch (ParseException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("is neither a JWK set, nor a JWK, nor a public key in PEM", e);
        }
    }

    private static JWK pem(String text) throws GeneralSecurityException {
        byte[] encoded = Pem.decode(text);
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return jwk(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded)));
            } catch (InvalidKeySpecException e) {
                // then it is one of the others
            }
        }
        throw new GeneralSecurityException("no RSA, EC or Ed25519 key");
    }

    static JWK jwk(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return new RSAKey.Builder(rsa).build();
        }
        if (key instanceof ECPublicKey ec) {
            return new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec).build();
        }
        byte[] encoded = key.getEncoded(); // which ends with the key itself (RFC 8410)
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point)).build();
    }

    @Override
    public List<JWK> matching(JWKSelector selector) {
        JWKMatcher anyId = new JWKMatcher.Builder(selector.getMatcher())
                .keyIDs((Set<String>) null)
                .build();
        return keys.getKeys().stream()
                .filter(key -> key.getKeyID() == null
                        ? anyId.matches(key)
                        : selector.getMatcher().matches(key))
                .toList();
    }

    @Override
    public boolean holds(JWK key) {
        return true;
    }
}
