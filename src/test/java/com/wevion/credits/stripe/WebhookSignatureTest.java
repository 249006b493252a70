package com.wevion.credits.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The signature is compared with one that Stripe's own library makes. */
class WebhookSignatureTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration TOLERANCE = Duration.ofSeconds(300);
    private static final String BODY = "{\"id\":\"evt_1\",\"name\":\"Zoë\"}";

    private static String header(String secret, Instant at, String body) {
        try {
            String time = Long.toString(at.getEpochSecond());
            return "t=" + time + ",v1=" + Webhook.Util.computeHmacSha256(secret, time + "." + body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean accepts(String header, String body) {
        return WebhookSignature.parse(header)
                .filter(signature -> signature.isOf(
                        body.getBytes(StandardCharsets.UTF_8), List.of("whsec_new", "whsec_old"), NOW, TOLERANCE))
                .isPresent();
    }

    @Test
    void acceptsWhatEitherSecretHasSigned() {
        assertThat(accepts(header("whsec_new", NOW, BODY), BODY)).isTrue();
        assertThat(accepts(header("whsec_old", NOW, BODY), BODY)).isTrue();
        assertThat(accepts(header("whsec_other", NOW, BODY), BODY)).isFalse();
    }

    @Test
    void acceptsOneGoodSignatureAmongOthersOfOtherKinds() {
        String good = header("whsec_new", NOW, BODY);
        String bad = header("whsec_other", NOW, BODY).replaceFirst("t=[0-9]+,", "");

        assertThat(accepts(good + "," + bad + ",v0=abc", BODY)).isTrue();
    }

    @Test
    void refusesAnotherBody() {
        assertThat(accepts(header("whsec_new", NOW, BODY), BODY + " ")).isFalse();
    }

    @Test
    void refusesTimesBeyondTheToleranceEitherWay() {
        assertThat(accepts(header("whsec_new", NOW.minusSeconds(300), BODY), BODY))
                .isTrue();
        assertThat(accepts(header("whsec_new", NOW.minusSeconds(301), BODY), BODY))
                .isFalse();
        assertThat(accepts(header("whsec_new", NOW.plusSeconds(300), BODY), BODY))
                .isTrue();
        assertThat(accepts(header("whsec_new", NOW.plusSeconds(301), BODY), BODY))
                .isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "t", "t=abc", "t=", "t=1", "v1=00", ",,,", "t=1,t=1,v1=x", "t=99999999999999,v1=00"})
    void refusesMalformedHeaders(String header) {
        assertThat(accepts(header, BODY)).isFalse();
    }

    @Test
    void refusesASignatureThatIsCutOff() {
        String header = header("whsec_new", NOW, BODY);

        assertThat(accepts(header.substring(0, header.length() - 2), BODY)).isFalse();
    }
}
