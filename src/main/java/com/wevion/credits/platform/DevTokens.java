package com.wevion.credits.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Issues tokens in the embedded default, where there is no other issuer; only if it was given a private key. */
@ApplicationScoped
public class DevTokens {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String AUDIENCE = "ai-credits";

    @Inject
    @RealTime
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.dev.issuer.key.file")
    Optional<String> keyFile;

    @Inject
    @ConfigProperty(name = "credits.jwt.issuer")
    String issuer;

    @Inject
    @ConfigProperty(name = "credits.dev.token.hours")
    long validHours;

    /** Whether the setting makes this service an issuer. */
    public boolean areIssued() {
        return keyFile.isPresent();
    }

    /** A signed token for a person or service, valid for {@code credits.dev.token.hours}. */
    String issue(UUID userId, String name, Set<String> groups) {
        return issue(userId, name, groups, clock.instant().plus(Duration.ofHours(validHours)));
    }

    /** A signed token for a person or service, valid until then. */
    public String issue(UUID userId, String name, Set<String> groups, Instant until) {
        Map<String, Object> claims = Map.of(
                "iss", issuer,
                "aud", AUDIENCE,
                "sub", userId,
                "upn", userId,
                "name", name,
                "groups", groups,
                "iat", clock.instant().getEpochSecond(),
                "exp", until.getEpochSecond(),
                "jti", Ids.next());
        String head = part(Map.of("alg", "RS256", "typ", "JWT"));
        String signed = head + "." + part(claims);
        return signed + "." + BASE64.encodeToString(signature(signed));
    }

    private static String part(Map<String, Object> json) {
        return BASE64.encodeToString(Json.write(json).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] signature(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The setting credits.dev.issuer.key.file names no usable RSA key", e);
        }
    }

    private PrivateKey key() throws GeneralSecurityException, IOException {
        String pem = Files.readString(Path.of(keyFile.orElseThrow()));
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
