package com.wevion.credits.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What was read before a change is not remembered after it, however long the reading took. */
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
