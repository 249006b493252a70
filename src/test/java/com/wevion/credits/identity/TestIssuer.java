package com.wevion.credits.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.platform.Development;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An issuer with a key of each kind, and a verifier that trusts it by the settings. */
final class TestIssuer {
    static final String ADDRESS = "https://id.example/realms/acme";

    private static final String NAME = "acme";
    private static final Map<JWSAlgorithm, SigningKey> KEYS = SigningKey.ofEachKind();

    private final SettableClock clock = new SettableClock();
    private final TokenVerifier verifier = new TokenVerifier();

    /** @param settings names of settings without {@code credits.issuers.<name>.}, and their values */
    TestIssuer(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "credits.issuers",
                NAME,
                "credits.issuers.acme.address",
                ADDRESS,
                "credits.issuers.acme.grants",
                "SERVICE,SUPER_ADMIN",
                "credits.issuers.acme.keys",
                publicKeys()));
        settings.forEach((name, value) -> all.put("credits.issuers.acme." + name, value));
        verifier.clock = clock;
        verifier.issuers = issuers(all);
    }

    /** The issuers that settings name, where people sign in as {@code ai-credits-web}. */
    static Issuers issuers(Map<String, String> settings) {
        MapConfig config = new MapConfig(settings);
        Issuers issuers = new Issuers();
        issuers.config = config;
        issuers.development = development(false);
        issuers.names = config.getOptionalValue("credits.issuers", String.class);
        issuers.signInName = Optional.empty();
        issuers.signInClient = Optional.of("ai-credits-web");
        issuers.read();
        return issuers;
    }

    static Development development(boolean on) {
        return new Development() {
            @Override
            public boolean isOn() {
                return on;
            }
        };
    }

    private static String publicKeys() {
        return new JWKSet(List.copyOf(KEYS.values().stream()
                        .map(SigningKey::publicKey)
                        .distinct()
                        .toList()))
                .toString();
    }

    SettableClock clock() {
        return clock;
    }

    /** A token that is in order, to be changed. */
    TokenDraft token() {
        return token(JWSAlgorithm.RS256);
    }

    TokenDraft token(JWSAlgorithm algorithm) {
        return new TokenDraft(KEYS.get(algorithm), algorithm, ADDRESS, clock.instant());
    }

    Identity verify(String token) {
        return verifier.identity(token);
    }
}
