package com.wevion.credits.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.wevion.credits.identity.KeyEndpoint.State;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls to a provider that is ill, over HTTP. */
class ProviderCallsTest {
    private static final int CALL_MILLIS = 500;
    private static final int MAX_BYTES = 10_000;
    private static final Duration SOON = Duration.ofSeconds(3);

    private final KeyEndpoint endpoint = new KeyEndpoint(SigningKey.rsa("k1").publicKey());
    private final ProviderCalls calls = calls(CALL_MILLIS);

    /** Calls that end after so many milliseconds. */
    static ProviderCalls calls(long callMillis) {
        ProviderCalls calls = new ProviderCalls();
        calls.connectMillis = callMillis;
        calls.callMillis = callMillis;
        calls.maxBytes = MAX_BYTES;
        calls.start();
        return calls;
    }

    @BeforeEach
    void isWellAtFirst() throws IOException {
        assertThat(calls.get(endpoint.address())).contains("\"kid\":\"k1\"");
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"HANGS", "HANGS_IN_THE_BODY", "DRIPS"})
    void endAfterTheirTimeOutAsAWhole(State state) {
        endpoint.becomes(state);
        fails("has not answered in full within 500 ms");
    }

    @Test
    void leaveAProviderThatDripsAloneOnceTheyEnd() {
        endpoint.becomes(State.DRIPS);
        fails("has not answered");
        await().atMost(SOON).until(() -> endpoint.leftAlone() == 1);
    }

    @Test
    void readNoMoreThanTheyMay() {
        endpoint.becomes(State.ANSWERS_TOO_MUCH);
        fails("More than 10000 bytes");
        await().atMost(SOON).until(() -> endpoint.leftAlone() == 1);
    }

    @Test
    void areNotLedElsewhere() throws IOException {
        endpoint.becomes(State.REDIRECTS);
        fails("answers 302");
        assertThat(calls.send(new HTTPRequest(HTTPRequest.Method.GET, endpoint.address()))
                        .getStatusCode())
                .isEqualTo(302);
        assertThat(endpoint.followed()).isZero();
    }

    @Test
    void sayWhatStatusIsNot200() throws IOException {
        endpoint.becomes(State.FAILS);
        fails("answers 500");
        assertThat(calls.send(new HTTPRequest(HTTPRequest.Method.GET, endpoint.address()))
                        .getStatusCode())
                .isEqualTo(500);
    }

    @ParameterizedTest
    @EnumSource(names = {"BREAKS_OFF", "IS_DOWN"})
    void sayThatNobodyAnswers(State state) {
        endpoint.becomes(state);
        fails("cannot be asked");
    }

    private void fails(String why) {
        long began = System.nanoTime();
        assertThatThrownBy(() -> calls.get(endpoint.address()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(endpoint.address().toString())
                .hasMessageContaining(why);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    }
}
