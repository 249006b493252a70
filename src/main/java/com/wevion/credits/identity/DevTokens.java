package com.wevion.credits.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.wevion.credits.platform.Development;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.time.RealTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Issues tokens in the embedded default, where there is no other issuer; only if it was given a private key. */
@ApplicationScoped
public class DevTokens {
    private static final String ADDRESS = "https://credits.local/issuer";
    private static final String AUDIENCE = "ai-credits";
    private static final String ROLES = "groups";
    private static final Duration SKEW = Duration.ofSeconds(30);

    @Inject
    Development development;

    @Inject
    @RealTime
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.dev.token.hours")
    long validHours;

    /** The development issuer, trusted where there is no other. */
    Issuer issuer() {
        return new Issuer(
                "development",
                ADDRESS,
                Set.of(AUDIENCE),
                Set.of(JWSAlgorithm.RS256),
                Set.of(Optional.of(JOSEObjectType.JWT)),
                Duration.ofHours(validHours),
                SKEW,
                Set.of(ROLES),
                PlatformRole.BY_NAME,
                EnumSet.allOf(PlatformRole.class),
                "sub",
                "name",
                new FixedKeys(new JWKSet(key().toPublicJWK())));
    }

    /** A signed token for a person or service, valid for {@code credits.dev.token.hours}. */
    String issue(UUID userId, String name, Set<PlatformRole> roles) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ADDRESS)
                .audience(AUDIENCE)
                .subject(userId.toString())
                .claim("name", name)
                .claim(ROLES, roles.stream().map(Enum::name).toList())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(validHours))))
                .jwtID(Ids.next().toString())
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims);
        try {
            token.sign(new RSASSASigner(key()));
        } catch (JOSEException e) {
            throw new IllegalStateException("The setting credits.dev.issuer.key.file names no usable RSA key", e);
        }
        return token.serialize();
    }

    /** The identity of a person of the embedded default who is signed in to the pages. */
    public Identity somebody(UUID userId, String name, boolean superAdmin, Instant until) {
        Set<PlatformRole> roles = superAdmin ? Set.of(PlatformRole.SUPER_ADMIN) : Set.of();
        return new Identity(ADDRESS, userId.toString(), userId, name, roles, until, Optional.empty());
    }

    private RSAKey key() {
        try {
            byte[] der = Pem.decode(Files.readString(development.keyFile().orElseThrow()));
            KeyFactory keys = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) keys.generatePrivate(new PKCS8EncodedKeySpec(der));
            RSAPublicKeySpec publicKey = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            return new RSAKey.Builder((RSAPublicKey) keys.generatePublic(publicKey))
                    .privateKey(key)
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The setting credits.dev.issuer.key.file names no usable RSA key", e);
        }
    }
}
