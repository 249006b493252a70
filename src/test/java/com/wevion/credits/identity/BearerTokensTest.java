package com.wevion.credits.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.platform.Unauthenticated;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tokens that are remembered, with real signatures; verifications are counted. */
class BearerTokensTest {
    private static final String ADDRESS = "https://id.example/realms/acme";
    private static final SigningKey KEY = SigningKey.rsa("k1");
    private static final SigningKey NEXT = SigningKey.rsa("k2");

    private final SettableClock clock = new SettableClock();
    private final Keys keys = new Keys();
    private final AtomicInteger verifications = new AtomicInteger();
    private final BearerTokens tokens = tokens(1_000);

    /** The issuer's keys as they are at the moment. */
    private static final class Keys implements IssuerKeys {
        private List<JWK> all = List.of(KEY.publicKey(), NEXT.publicKey());

        @Override
        public List<JWK> matching(JWKSelector selector) {
            return selector.select(new JWKSet(all));
        }

        @Override
        public boolean holds(JWK key) {
            return all.stream().anyMatch(other -> other == key);
        }
    }

    private BearerTokens tokens(long max) {
        TokenVerifier verifier = new TokenVerifier() {
            @Override
            Verified verify(String text) {
                verifications.incrementAndGet();
                return super.verify(text);
            }
        };
        verifier.clock = clock;
        verifier.issuers = new Issuers() {
            @Override
            Optional<Issuer> at(String address) {
                return Optional.of(issuer());
            }
        };
        verifier.issuers.signInClient = Optional.empty();
        BearerTokens bearers = new BearerTokens();
        bearers.verifier = verifier;
        bearers.clock = clock;
        bearers.max = max;
        bearers.start();
        return bearers;
    }

    private Issuer issuer() {
        return new IssuerSettings(new MapConfig(Map.of("credits.issuers.acme.address", ADDRESS)), "acme")
                .read(settings -> keys);
    }

    @Test
    void areVerifiedOnce() {
        String token = token(KEY, draft -> draft);
        Identity first = tokens.identity(token);
        for (int i = 0; i < 100; i++) {
            assertThat(tokens.identity(token)).isEqualTo(first);
        }
        assertThat(verifications).hasValue(1);
        assertThat(first.subject()).isEqualTo("6f0c1d1e-7b1a-4a54-9f4e-0d6a1f6f0001");
    }

    @Test
    void areKnownAsAWhole() {
        String token = token(KEY, draft -> draft);
        tokens.identity(token);
        refuses(token.substring(0, token.lastIndexOf('.') + 1) + "AAAA", "signature");
        refuses(token + "A", "");
        assertThat(tokens.identity(token)).isNotNull();
    }

    @Test
    void endWhenTheySay() {
        String token = token(KEY, draft -> draft);
        tokens.identity(token);
        clock.advance(Duration.ofSeconds(599));
        tokens.identity(token);
        assertThat(verifications).hasValue(1);
        clock.advance(Duration.ofSeconds(60));
        refuses(token, "Expired");
    }

    @Test
    void endWhenTheyAreTooOld() {
        long issued = clock.instant().getEpochSecond() - 86_000;
        String token = token(KEY, draft -> draft.with("iat", issued).with("exp", issued + 200_000));
        tokens.identity(token);
        clock.advance(Duration.ofSeconds(399));
        tokens.identity(token);
        assertThat(verifications).hasValue(1);
        clock.advance(Duration.ofSeconds(60));
        refuses(token, "too old");
    }

    @Test
    void endWithTheirKeyAndNoOthersDo() {
        String token = token(KEY, draft -> draft);
        String other = token(NEXT, draft -> draft);
        tokens.identity(token);
        tokens.identity(other);
        keys.all = List.of(NEXT.publicKey());
        refuses(token, "signature");
        verifications.set(0);
        assertThat(tokens.identity(other)).isNotNull();
        assertThat(verifications).hasValue(0);
        keys.all = List.of(NEXT.publicKey(), KEY.publicKey());
        assertThat(tokens.identity(token)).isNotNull();
    }

    @Test
    void areNotRememberedIfTheyAreRefused() {
        String token = token(KEY, draft -> draft.with("aud", "other"));
        refuses(token, "aud");
        refuses(token, "aud");
        assertThat(verifications).hasValue(2);
    }

    @Test
    void areRememberedInNoGreaterNumberThanTheSettingSays() {
        BearerTokens few = tokens(10);
        List<String> many = IntStream.range(0, 500)
                .mapToObj(i -> token(KEY, draft -> draft.with("jti", String.valueOf(i))))
                .toList();
        many.forEach(few::identity);
        // What is too much is forgotten by another thread, a moment later.
        await().untilAsserted(() -> {
            verifications.set(0);
            many.forEach(few::identity);
            assertThat(verifications.get()).isGreaterThanOrEqualTo(480);
        });
    }

    private String token(SigningKey key, UnaryOperator<TokenDraft> change) {
        return change.apply(new TokenDraft(key, JWSAlgorithm.RS256, ADDRESS, clock.instant()))
                .signed();
    }

    private void refuses(String token, String said) {
        assertThatThrownBy(() -> tokens.identity(token))
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining(said);
    }
}
