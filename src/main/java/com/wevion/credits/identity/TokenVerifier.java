package com.wevion.credits.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.wevion.credits.platform.Unauthenticated;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.time.RealTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Verifies access tokens: issuer, audience, type, times and signature. Thread-safe. */
@ApplicationScoped
public class TokenVerifier {
    /** Claims that only tokens about a login have (OpenID Connect). */
    private static final Set<String> LOGIN_CLAIMS = Set.of("at_hash", "c_hash");

    /** Values of the claims {@code typ} (Keycloak) and {@code token_use} (Cognito) in tokens that are not access tokens. */
    private static final Set<String> OTHER_KINDS = Set.of("id", "refresh", "offline", "logout");

    /**
     * A valid token.
     *
     * @param until the time at which it must be verified again at the latest
     */
    record Verified(Identity identity, JWK key, IssuerKeys keys, Instant until) {
        /** True if it would still be valid. */
        boolean holds(Instant now) {
            return now.isBefore(until) && keys.holds(key);
        }
    }

    @Inject
    Issuers issuers;

    @Inject
    @RealTime
    Clock clock;

    /**
     * The caller that an access token names, once it is verified.
     *
     * @throws Unauthenticated if it is not valid, with the reason
     * @throws Unavailable if that is not known, as its issuer's keys cannot be fetched
     */
    public Identity identity(String token) {
        return verify(token).identity();
    }

    /**
     * The claims of a token, once it is verified.
     *
     * @throws Unauthenticated if it is not valid, with the reason
     * @throws Unavailable if that is not known, as its issuer's keys cannot be fetched
     */
    Verified verify(String text) {
        SignedJWT token = signed(text);
        JWTClaimsSet claims = claims(token);
        Issuer issuer = issuers.at(claims.getIssuer())
                .orElseThrow(() -> new Unauthenticated("The token's issuer is not accepted here."));
        checkHeader(token, issuer);
        JWK key = key(token, issuer);
        checkClaims(claims, issuer);
        refuseOtherKinds(claims);
        Instant until = end(claims, issuer);
        return new Verified(TokenClaims.identity(claims, issuer, until), key, issuer.keys(), until);
    }

    private static SignedJWT signed(String text) {
        JWT token;
        try {
            token = JWTParser.parse(text);
        } catch (ParseException e) {
            throw new Unauthenticated("The token is not a JWT.");
        }
        if (token instanceof SignedJWT signed) {
            return signed;
        }
        throw new Unauthenticated(
                token instanceof EncryptedJWT
                        ? "The token is encrypted; it must only be signed."
                        : "The token is not signed.");
    }

    private static JWTClaimsSet claims(SignedJWT token) {
        try {
            return token.getJWTClaimsSet();
        } catch (ParseException e) {
            throw new Unauthenticated("The token's claims cannot be read.");
        }
    }

    private static void checkHeader(SignedJWT token, Issuer issuer) {
        Optional<JOSEObjectType> type =
                Optional.ofNullable(token.getHeader().getType()).map(given -> IssuerSettings.typeOf(given.getType()));
        if (!issuer.types().contains(type)) {
            throw new Unauthenticated(
                    type.isEmpty()
                            ? "The token's header has no typ."
                            : "The token's header has a typ that is not accepted.");
        }
        if (!issuer.algorithms().contains(token.getHeader().getAlgorithm())) {
            throw new Unauthenticated("The token's alg is not accepted.");
        }
    }

    private static JWK key(SignedJWT token, Issuer issuer) {
        return issuer.keys().matching(new JWKSelector(JWKMatcher.forJWSHeader(token.getHeader()))).stream()
                .filter(key -> SignatureCheck.passes(token, key))
                .findFirst()
                .orElseThrow(() -> new Unauthenticated("The token's signature matches none of its issuer's keys."));
    }

    private void checkClaims(JWTClaimsSet claims, Issuer issuer) {
        DefaultJWTClaimsVerifier<?> verifier =
                new DefaultJWTClaimsVerifier<>(issuer.audiences(), null, Set.of("exp"), LOGIN_CLAIMS) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew(Math.toIntExact(issuer.skew().toSeconds()));
        if (claims.getExpirationTime() == null) { // a claim that is there and null is there for the verifier
            throw new Unauthenticated("The token is not accepted: JWT missing required claims: [exp].");
        }
        try {
            verifier.verify(claims, null);
        } catch (BadJWTException e) {
            throw new Unauthenticated("The token is not accepted: " + e.getMessage() + ".");
        }
        checkAge(claims, issuer);
    }

    /** A token without the time of its issue may be of any age: it is valid for no longer than one that was issued just now. */
    private void checkAge(JWTClaimsSet claims, Issuer issuer) {
        Instant now = clock.instant();
        Date issued = claims.getIssueTime();
        if (issued != null && issued.toInstant().isAfter(now.plus(issuer.skew()))) {
            throw new Unauthenticated("The token's iat is in the future.");
        }
        boolean tooOld = issued == null
                ? claims.getExpirationTime()
                        .toInstant()
                        .isAfter(now.plus(issuer.maxAge()).plus(issuer.skew()))
                : issued.toInstant().plus(issuer.maxAge()).plus(issuer.skew()).isBefore(now);
        if (tooOld) {
            throw new Unauthenticated(
                    issued == null
                            ? "The token has no iat, and its exp is too far away."
                            : "The token is too old by its iat.");
        }
    }

    private void refuseOtherKinds(JWTClaimsSet claims) {
        boolean forSignIn =
                issuers.signInClient().filter(claims.getAudience()::contains).isPresent();
        if (forSignIn || isOtherKind(claims.getClaim("typ")) || isOtherKind(claims.getClaim("token_use"))) {
            throw new Unauthenticated("The token is not an access token.");
        }
    }

    private static boolean isOtherKind(Object kind) {
        return kind instanceof String text && OTHER_KINDS.contains(text.toLowerCase(Locale.ROOT));
    }

    private static Instant end(JWTClaimsSet claims, Issuer issuer) {
        Instant end = claims.getExpirationTime().toInstant();
        Instant tooOld = claims.getIssueTime() == null
                ? end
                : claims.getIssueTime().toInstant().plus(issuer.maxAge());
        return tooOld.isBefore(end) ? tooOld : end;
    }
}
