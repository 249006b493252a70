package com.wevion.credits.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A key that signs by the JDK alone, so that what verifies is another's work than what signs. */
record SigningKey(JWK publicKey, PrivateKey privateKey) {
    private static final int RSA_BITS = 2048;

    /** One of each kind, by every algorithm that it can sign by; RSA keys have none in their JWK, as Entra's have. */
    static Map<JWSAlgorithm, SigningKey> ofEachKind() {
        Map<JWSAlgorithm, SigningKey> keys = new HashMap<>();
        SigningKey rsa = rsa("k1");
        List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
                .forEach(name -> keys.put(new JWSAlgorithm(name), rsa));
        keys.put(JWSAlgorithm.ES256, ec("k5", Curve.P_256));
        keys.put(JWSAlgorithm.ES384, ec("k6", Curve.P_384));
        keys.put(JWSAlgorithm.ES512, ec("k7", Curve.P_521));
        KeyPair ed = pair("Ed25519", null);
        JWK edwards = FixedKeys.jwk(ed.getPublic());
        keys.put(
                JWSAlgorithm.EdDSA,
                new SigningKey(
                        new com.nimbusds.jose.jwk.OctetKeyPair.Builder(edwards.toOctetKeyPair())
                                .keyID("k8")
                                .build(),
                        ed.getPrivate()));
        return keys;
    }

    static SigningKey rsa(String keyId) {
        KeyPair pair = pair("RSA", null);
        return new SigningKey(
                new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID(keyId).build(), pair.getPrivate());
    }

    private static SigningKey ec(String keyId, Curve curve) {
        KeyPair pair = pair("EC", new ECGenParameterSpec(curve.getStdName()));
        return new SigningKey(
                new ECKey.Builder(curve, (ECPublicKey) pair.getPublic())
                        .keyID(keyId)
                        .build(),
                pair.getPrivate());
    }

    private static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (parameters != null) {
                generator.initialize(parameters);
            } else if (algorithm.equals("RSA")) {
                generator.initialize(RSA_BITS);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] sign(JWSHeader header, byte[] text) {
        String name = header.getAlgorithm().getName();
        String bits = name.substring(2);
        try {
            Signature signature = switch (name.substring(0, 2)) {
                case "RS" -> Signature.getInstance("SHA" + bits + "withRSA");
                case "PS" -> pss(bits);
                case "ES" -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
                default -> Signature.getInstance("Ed25519");
            };
            signature.initSign(privateKey);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Signature pss(String bits) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        String hash = "SHA-" + bits;
        signature.setParameter(
                new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), Integer.parseInt(bits) / Byte.SIZE, 1));
        return signature;
    }
}
