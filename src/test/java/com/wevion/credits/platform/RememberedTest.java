package com.wevion.credits.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.Crowd;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A value that was read before a change is not remembered after it, however long the reading took. */
class RememberedTest {
    private final Remembered<String, Integer, String> remembered = new Remembered<>(Duration.ofMinutes(1), 100);
    private final AtomicReference<String> stored = new AtomicReference<>("old");

    private String read() {
        return remembered.get("team", 1, stored::get);
    }

    private void change() {
        stored.set("new");
        remembered.forget("team");
    }

    @Test
    void readsOnceUntilItIsForgotten() {
        assertThat(read()).isEqualTo("old");
        stored.set("new");
        assertThat(read()).isEqualTo("old");
        remembered.forget("another team");
        assertThat(read()).isEqualTo("old");
        remembered.forget("team");
        assertThat(read()).isEqualTo("new");
    }

    @Test
    void keepsNothingOfAReadingThatBeganBeforeTheChange() throws Exception {
        CountDownLatch hasRead = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        CompletableFuture<String> inFlight = CompletableFuture.supplyAsync(() -> remembered.get("team", 1, () -> {
            String old = stored.get();
            hasRead.countDown();
            awaitQuietly(mayGoOn);
            return old;
        }));
        hasRead.await();

        change();

        assertThat(read()).as("does not wait for the old one").isEqualTo("new");
        mayGoOn.countDown();
        assertThat(inFlight.get()).isEqualTo("old");
        assertThat(read()).isEqualTo("new");
    }

    @Test
    void letsNobodyWaitForAReadingOfAnotherSubject() throws Exception {
        CountDownLatch reads = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> remembered.get("slow", 1, () -> {
            reads.countDown();
            awaitQuietly(mayGoOn);
            return "slow";
        }));
        reads.await();

        // So many that some lie where the slow one does.
        CompletableFuture<Void> others = CompletableFuture.runAsync(
                () -> IntStream.range(0, 500).forEach(number -> remembered.get("other " + number, 1, stored::get)));
        others.get(20, TimeUnit.SECONDS);
        mayGoOn.countDown();
        assertThat(slow.get()).isEqualTo("slow");
    }

    @Test
    void readsOnceForAllWhoAskMeanwhile() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        AtomicInteger readings = new AtomicInteger();
        List<Crowd.Result<String>> results = Crowd.of(8, number -> {
            if (number == 7) {
                mayGoOn.countDown();
            }
            return remembered.get("team", 1, () -> {
                readings.incrementAndGet();
                awaitQuietly(mayGoOn);
                return "once";
            });
        });
        assertThat(results).extracting(Crowd.Result::value).containsOnly("once");
        assertThat(readings).hasValue(1);
    }

    @Test
    void doesNotRememberAFailure() {
        assertThatThrownBy(() -> remembered.get("team", 1, () -> {
                    throw new NotFound("team");
                }))
                .isInstanceOf(NotFound.class);
        assertThat(read()).isEqualTo("old");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
