package com.wevion.credits.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.wevion.credits.platform.Unauthenticated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The access tokens that are accepted, and the messages to those who are refused. */
class TokenVerifierTest {
    private final TestIssuer issuer = new TestIssuer(Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
    void takesEverySignatureOfItsIssuer(String algorithm) {
        TokenDraft token = issuer.token(new JWSAlgorithm(algorithm));
        assertThat(issuer.verify(token.signed()).subject()).isEqualTo("6f0c1d1e-7b1a-4a54-9f4e-0d6a1f6f0001");

        String signed = token.signed();
        String changed =
                token.with("sub", "0190a000-0000-7000-8000-000000000001").unsigned();
        refuses(changed + signed.substring(signed.lastIndexOf('.')), "signature");
        refuses(token.unsigned() + ".", "");
        refuses(token.signedBy(SigningKey.ofEachKind().get(new JWSAlgorithm(algorithm))), "signature");
    }

    @Test
    void takesATokenThatNamesNoKey() {
        assertThat(issuer.verify(issuer.token().withHeader("kid", null).signed()))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt"})
    void takesTheTypesOfAccessTokens(String type) {
        assertThat(issuer.verify(issuer.token().withHeader("typ", type).signed()))
                .isNotNull();
    }

    static Stream<Arguments> refused() {
        Instant now = Instant.now();
        long second = now.getEpochSecond();
        return Stream.of(
                refused("of another issuer", "issuer", token -> token.with("iss", "https://elsewhere.example")),
                refused("of no issuer", "issuer", token -> token.with("iss", null)),
                refused(
                        "of the issuer but for a slash",
                        "issuer",
                        token -> token.with("iss", TestIssuer.ADDRESS + "/")),
                refused("for another audience", "aud", token -> token.with("aud", "other")),
                refused("for no audience", "aud", token -> token.with("aud", null)),
                refused("that has ended", "Expired", token -> token.with("exp", second - 60)),
                refused("without an end", "exp", token -> token.with("exp", null)),
                refused("that is not valid yet", "before", token -> token.with("nbf", second + 600)),
                refused("issued in the future", "future", token -> token.with("iat", second + 600)),
                refused("that is too old", "too old", token -> token.with("iat", second - 90_000)),
                refused("that says not how old it is", "iat", token -> token.with("exp", second + 90_000)),
                refused("of another type", "typ", token -> token.withHeader("typ", "logout+jwt")),
                refused("of a person whom nobody can tell", "sub", token -> token.with("sub", null)),
                refused("about a login, by its hash", "at_hash", token -> token.with("at_hash", "x")),
                refused("about a login, by its code's hash", "c_hash", token -> token.with("c_hash", "x")),
                refused("about a login, by its type", "access", token -> token.with("typ", "ID")),
                refused("about a login, by its use", "access", token -> token.with("token_use", "id")),
                refused("for renewal", "access", token -> token.with("typ", "Refresh")),
                refused(
                        "for the sign-in's client too",
                        "access",
                        token -> token.with("aud", List.of("ai-credits", "ai-credits-web"))),
                refused(
                        "with an extension that must be understood",
                        "signature",
                        token -> token.withHeader("crit", List.of("x")).withHeader("x", 1)));
    }

    /** Changes a token that is in order. */
    @FunctionalInterface
    private interface Change {
        TokenDraft of(TokenDraft token);
    }

    private static Arguments refused(String what, String said, Change change) {
        return Arguments.of(what, said, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesAToken(String what, String said, Change change) {
        refuses(change.of(issuer.token()).signed(), said);
    }

    @Test
    void refusesWhatIsNotSignedByAKeyOfTheIssuer() throws JOSEException {
        refuses(issuer.token().withHeader("alg", "none").unsigned() + ".", "not signed");
        refuses(issuer.token().withHeader("alg", "HS256").unsigned() + "." + Base64URL.encode("x"), "alg");
        refuses(issuer.token().withHeader("kid", "other").signed(), "signature");
        EncryptedJWT encrypted = new EncryptedJWT(
                new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM),
                new JWTClaimsSet.Builder().issuer(TestIssuer.ADDRESS).build());
        encrypted.encrypt(new RSAEncrypter(SigningKey.rsa("k").publicKey().toRSAKey()));
        refuses(encrypted.serialize(), "encrypted");
    }

    @Test
    void takesNoAlgorithmThatTheSettingsLeaveOut() {
        TestIssuer strict = new TestIssuer(Map.of("algorithms", "ES256"));
        assertThatThrownBy(() -> strict.verify(strict.token().signed())).hasMessageContaining("alg");
        assertThat(strict.verify(strict.token(JWSAlgorithm.ES256).signed())).isNotNull();
    }

    @Test
    void countsForAsLongAsTheIssuerSaysAndItsClockMayBeOff() {
        String token = issuer.token().signed();
        issuer.clock().advance(Duration.ofSeconds(625));
        assertThat(issuer.verify(token)).isNotNull();
        issuer.clock().advance(Duration.ofSeconds(10));
        refuses(token, "Expired");
    }

    @Test
    void givesNoRoleThatItsIssuerMayNotGive() {
        TestIssuer people = new TestIssuer(Map.of("grants", "SUPER_ADMIN"));
        TokenDraft token = people.token().with("groups", List.of("SERVICE", "SUPER_ADMIN"));
        assertThat(people.verify(token.signed()).roles()).containsExactly(PlatformRole.SUPER_ADMIN);
        TestIssuer nobody = new TestIssuer(Map.of("grants", ""));
        assertThat(nobody.verify(nobody.token()
                                .with("groups", List.of("SERVICE"))
                                .signed())
                        .roles())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/customer/SUPER_ADMIN", "SUPER_ADMIN", "/platform/SUPER_ADMIN/", "super_admin", "x"})
    void matchesNamesOfRolesAsAWhole(String group) {
        TestIssuer paths = new TestIssuer(Map.of("roles.mapping", "/platform/SUPER_ADMIN=SUPER_ADMIN;host=SERVICE"));
        assertThat(paths.verify(paths.token().with("groups", List.of(group)).signed())
                        .roles())
                .isEmpty();
        assertThat(paths.verify(paths.token()
                                .with("groups", List.of(group, "/platform/SUPER_ADMIN", "host"))
                                .signed())
                        .roles())
                .containsExactlyInAnyOrder(PlatformRole.SUPER_ADMIN, PlatformRole.SERVICE);
    }

    @Test
    void readsTheClaimOfThatVeryNameBeforeAPath() {
        TestIssuer nested = new TestIssuer(Map.of("roles.claim", "realm.access.roles"));
        Map<String, Object> inner = Map.of("access", Map.of("roles", List.of("SERVICE")));
        assertThat(nested.verify(nested.token().with("realm", inner).signed()).roles())
                .containsExactly(PlatformRole.SERVICE);
        assertThat(nested.verify(nested.token()
                                .with("realm.access", Map.of("roles", List.of("SUPER_ADMIN")))
                                .signed())
                        .roles())
                .containsExactly(PlatformRole.SUPER_ADMIN);
        assertThat(nested.verify(nested.token()
                                .with("realm", inner)
                                .with("realm.access.roles", List.of())
                                .signed())
                        .roles())
                .isEmpty();
    }

    @Test
    void readsTheClaimsOfPeopleAndOfMachines() {
        TestIssuer both = new TestIssuer(
                Map.of("roles.claim", "groups,scp", "roles.mapping", "admins=SUPER_ADMIN;credits.service=SERVICE"));
        assertThat(both.verify(both.token().with("groups", List.of("admins")).signed())
                        .roles())
                .containsExactly(PlatformRole.SUPER_ADMIN);
        assertThat(both.verify(both.token()
                                .with("scp", List.of("credits.service"))
                                .signed())
                        .roles())
                .containsExactly(PlatformRole.SERVICE);
    }

    @Test
    void takesAScopeForWhatStandsBetweenItsBlanks() {
        TestIssuer scoped = new TestIssuer(Map.of("roles.claim", "scope", "roles.mapping", "credits.service=SERVICE"));
        assertThat(scoped.verify(scoped.token()
                                .with("scope", "openid credits.service")
                                .signed())
                        .roles())
                .containsExactly(PlatformRole.SERVICE);
        TestIssuer one = new TestIssuer(Map.of("roles.claim", "role", "roles.mapping", "b=SERVICE"));
        assertThat(one.verify(one.token().with("role", "a b").signed()).roles()).isEmpty();
    }

    @Test
    void knowsAServiceThatIsNobody() {
        Identity service = issuer.verify(issuer.token()
                .with("sub", null)
                .with("groups", List.of("SERVICE"))
                .signed());
        assertThat(service.personId()).isNull();
        assertThat(service.roles()).containsExactly(PlatformRole.SERVICE);
    }

    private void refuses(String token, String said) {
        assertThatThrownBy(() -> issuer.verify(token))
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining(token);
    }
}
