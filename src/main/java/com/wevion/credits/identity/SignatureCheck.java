package com.wevion.credits.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/**
 * Verifies the signature of a token. Nimbus verifies all but EdDSA, for which it needs another library; there the JDK does, once
 * Nimbus has read the token and the key.
 */
final class SignatureCheck {
    private static final DefaultJWSVerifierFactory VERIFIERS = new DefaultJWSVerifierFactory();

    /** The bytes before the 32 bytes of a key in its encoded form (RFC 8410). */
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private SignatureCheck() {}

    static boolean passes(SignedJWT token, JWK key) {
        try {
            JWSHeader header = token.getHeader();
            if (header.getAlgorithm().equals(JWSAlgorithm.EdDSA)) {
                return passesEd25519(token, key);
            }
            if (!(key instanceof AsymmetricJWK asymmetric)) {
                return false;
            }
            JWSVerifier verifier = VERIFIERS.createJWSVerifier(header, asymmetric.toPublicKey());
            return token.verify(verifier);
        } catch (JOSEException | GeneralSecurityException e) {
            return false; // a key that does not fit, or an extension that must be understood and is not
        }
    }

    private static boolean passesEd25519(SignedJWT token, JWK key) throws GeneralSecurityException {
        boolean plain = token.getHeader().getCriticalParams() == null
                || token.getHeader().getCriticalParams().isEmpty();
        if (!plain || !(key instanceof OctetKeyPair pair) || !pair.getCurve().equals(Curve.Ed25519)) {
            return false;
        }
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(publicKey(pair));
        signature.update(token.getSigningInput());
        return signature.verify(token.getSignature().decode());
    }

    private static PublicKey publicKey(OctetKeyPair pair) throws GeneralSecurityException {
        byte[] point = pair.getX().decode();
        byte[] encoded = new byte[ED25519_PREFIX.length + point.length];
        System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
        System.arraycopy(point, 0, encoded, ED25519_PREFIX.length, point.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
