package com.wevion.credits.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.wevion.credits.identity.KeyEndpoint.State;
import com.wevion.credits.platform.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that are fetched over HTTP, from an endpoint that is well or ill, by a clock that is set. */
class FetchedKeysTest {
    private static final JWK KEY = SigningKey.rsa("k1").publicKey();
    private static final JWK NEXT = SigningKey.rsa("k2").publicKey();

    private static final Duration REFRESH = Duration.ofSeconds(300);
    private static final Duration UNKNOWN = Duration.ofSeconds(2);
    private static final Duration OUTAGE = Duration.ofHours(24);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(6);
    private static final int WAITING = 2;

    /** Far less than anybody waits, and than the endpoint hangs. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    /** In which the thread of the keys looks some times whether there is something to do. */
    private static final Duration A_WHILE = Duration.ofMillis(700);

    private final AtomicLong nanos = new AtomicLong();
    private final KeyEndpoint endpoint = new KeyEndpoint(KEY);
    private final ProviderCalls calls = ProviderCallsTest.calls(20_000);
    private final FetchedKeys keys = new FetchedKeys(
            "https://id.example",
            () -> JWKSet.parse(calls.get(endpoint.address())),
            new FetchedKeys.Limits(REFRESH, UNKNOWN, OUTAGE, LONGEST_WAIT, new Semaphore(WAITING)),
            nanos::get,
            Thread::new);

    FetchedKeysTest() {
        becomes(() -> keys.age().isPresent());
    }

    @AfterEach
    void close() {
        keys.close();
        endpoint.close();
    }

    @Test
    void areFetchedBeforeAnybodyAsksAndAgainBeforeTheyAge() {
        assertThat(endpoint.asked()).isEqualTo(1);
        pass(Duration.ofSeconds(269));
        stays(() -> endpoint.asked() == 1);
        assertThat(keys.age()).contains(Duration.ofSeconds(269));
        pass(Duration.ofSeconds(2));
        becomes(() -> endpoint.asked() == 2 && keys.age().equals(Optional.of(Duration.ZERO)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WELL")
    void serveAtOnceWhileTheEndpoint(State state) {
        JWK known = find("k1").get(0);
        endpoint.becomes(state);
        pass(REFRESH);
        becomes(() ->
                state == State.IS_DOWN || endpoint.asked() > 1); // a connection that breaks off is tried once more
        for (int i = 0; i < 5; i++) {
            assertThat(atOnce("k1")).singleElement().isSameAs(known);
            assertThat(keys.holds(known)).isTrue();
            pass(Duration.ofMinutes(1));
        }
        endpoint.becomes(State.WELL);
        becomes(() -> {
            pass(Duration.ofMinutes(1));
            return keys.age().orElseThrow().compareTo(Duration.ofMinutes(3)) < 0;
        });
        assertThat(find("k1")).singleElement().isSameAs(known);
    }

    @Test
    void serveNoLongerThanAnOutageMayLast() {
        JWK known = find("k1").get(0);
        endpoint.becomes(State.FAILS);
        pass(REFRESH.plus(OUTAGE).minusSeconds(1));
        assertThat(find("k1")).hasSize(1);
        assertThat(keys.holds(known)).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(keys.holds(known)).isFalse();
        assertThatThrownBy(() -> find("k1"))
                .isInstanceOf(Unavailable.class)
                .hasMessageStartingWith("The keys of the issuer https://id.example cannot be fetched at the moment.");
        endpoint.becomes(State.WELL);
        pass(UNKNOWN);
        assertThat(find("k1")).hasSize(1);
    }

    @Test
    void haveAKeyThatIsNewAtItsFirstRequestAlsoRightAfterTheyWereFetched() {
        endpoint.publish(KEY, NEXT);
        assertThat(atOnce("k2")).containsExactly(NEXT);
        assertThat(endpoint.asked()).isEqualTo(2);
    }

    @Test
    void areNotAskedForOnBehalfOfUnknownKeysMoreOftenThanTheyMayBe() {
        IntStream.range(0, 50).forEach(i -> assertThat(atOnce("x" + i)).isEmpty());
        assertThat(endpoint.asked()).isEqualTo(2);
        pass(UNKNOWN.minusNanos(1));
        assertThat(atOnce("x")).isEmpty();
        assertThat(endpoint.asked()).isEqualTo(2);
        pass(Duration.ofNanos(1));
        IntStream.range(0, 50).forEach(i -> assertThat(atOnce("x" + i)).isEmpty());
        assertThat(endpoint.asked()).isEqualTo(3);
    }

    @Test
    void areFetchedOnceMoreIfTheFetchThatWasUnderWayCameTooEarlyForTheKey() {
        endpoint.becomes(State.HANGS);
        pass(REFRESH);
        becomes(() -> endpoint.asked() == 2);
        Caller caller = new Caller("k2");
        caller.waits();
        endpoint.publish(KEY, NEXT);
        endpoint.becomes(State.WELL); // who hangs gets nothing
        assertThat(caller.found()).containsExactly(NEXT);
        assertThat(endpoint.asked()).isEqualTo(3);
    }

    @Test
    void letOnlySoManyCallersWaitAndNoneWhoseKeyIsKnown() {
        endpoint.becomes(State.HANGS);
        List<Caller> waiting = List.of(new Caller("k2"), new Caller("k2"));
        waiting.forEach(Caller::waits);
        becomes(() -> endpoint.asked() == 2);
        assertThatThrownBy(() -> atOnce("k2")).isInstanceOf(Unavailable.class);
        assertThat(atOnce("k1")).hasSize(1);
        endpoint.publish(KEY, NEXT);
        nanos.addAndGet(UNKNOWN.toNanos());
        endpoint.becomes(State.WELL);
        assertThat(waiting).allSatisfy(caller -> assertThat(caller.found()).containsExactly(NEXT));
        assertThat(endpoint.asked()).isEqualTo(3);
    }

    @Test
    void letNobodyWaitLongerThanTheyMay() {
        endpoint.becomes(State.HANGS);
        long began = System.nanoTime();
        assertThatThrownBy(() -> find("k2")).isInstanceOf(Unavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(LONGEST_WAIT, Duration.ofSeconds(KeyEndpoint.HANGS_SECONDS - 1));
    }

    @Test
    void sayThatAnUnknownKeyCannotBeLookedForAsLongAsTheEndpointIsIll() {
        endpoint.becomes(State.FAILS);
        assertThatThrownBy(() -> atOnce("x")).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> atOnce("x")).isInstanceOf(Unavailable.class);
        assertThat(endpoint.asked()).isEqualTo(2);
        endpoint.becomes(State.WELL);
        pass(UNKNOWN);
        assertThat(atOnce("x")).isEmpty();
    }

    @Test
    void holdNoKeyThatWasWithdrawnLongerThanUntilTheyAreFetchedAgain() {
        JWK known = find("k1").get(0);
        endpoint.publish(NEXT);
        pass(REFRESH.minusSeconds(1));
        becomes(() -> !keys.holds(known));
        assertThat(find("k1")).isEmpty();
        assertThat(find("k2")).containsExactly(NEXT);
    }

    @Test
    void holdAKeyThatIsAsItWasThroughAllFetches() {
        JWK known = find("k1").get(0);
        for (int fetched = 2; fetched < 5; fetched++) {
            int times = fetched;
            endpoint.publish(NEXT, KEY);
            pass(REFRESH);
            becomes(() -> endpoint.asked() == times && keys.age().orElseThrow().isZero());
            assertThat(find("k1")).singleElement().isSameAs(known);
            assertThat(keys.holds(known)).isTrue();
        }
        assertThat(keys.holds(SigningKey.rsa("k1").publicKey())).isFalse();
    }

    private List<JWK> find(String keyId) {
        return keys.matching(
                new JWKSelector(new JWKMatcher.Builder().keyID(keyId).build()));
    }

    private List<JWK> atOnce(String keyId) {
        return assertTimeoutPreemptively(AT_ONCE, () -> find(keyId));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static void becomes(BooleanSupplier so) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(so::getAsBoolean);
    }

    private static void stays(BooleanSupplier so) {
        await().during(A_WHILE).atMost(A_WHILE.multipliedBy(3)).until(so::getAsBoolean);
    }

    /** Somebody with a key that is not known. */
    private final class Caller {
        private final CompletableFuture<List<JWK>> answer = new CompletableFuture<>();
        private final Thread thread;

        Caller(String keyId) {
            thread = new Thread(() -> {
                try {
                    answer.complete(find(keyId));
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
            thread.start();
        }

        void waits() {
            becomes(() -> thread.getState() == Thread.State.TIMED_WAITING);
        }

        List<JWK> found() {
            return answer.join();
        }
    }
}
