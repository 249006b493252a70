package com.wevion.credits.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The retries of keys that could not be fetched, and their log messages. */
class KeyRetriesTest {
    private static final Logger LOG = Logger.getLogger(FetchedKeys.class.getName());
    private static final Duration A_WHILE = Duration.ofMillis(600);

    private final AtomicLong nanos = new AtomicLong();
    private static final String ISSUER = "https://retries.example";

    private final AtomicInteger asked = new AtomicInteger();
    private final List<Level> said = java.util.Collections.synchronizedList(new ArrayList<>());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (Arrays.asList(line.getParameters()).contains(ISSUER)) { // not what other tests say meanwhile
                said.add(line.getLevel());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private volatile boolean ill = true;
    private FetchedKeys keys;

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void close() {
        LOG.removeHandler(handler);
        keys.close();
    }

    @ParameterizedTest
    @CsvSource({"300, 2:4:8:16:32:64:64:64", "5, 2:4:5:5", "1, 1:1"})
    void areRetriedWithPausesThatGrowButAreNoLongerThanTheTimeOfRefresh(long refreshSeconds, String pauses) {
        start(Duration.ofSeconds(refreshSeconds));
        int expected = 1;
        becomes(expected);
        for (String pause : pauses.split(":")) {
            pass(Duration.ofSeconds(Long.parseLong(pause)).minusNanos(1));
            await().during(A_WHILE)
                    .atMost(A_WHILE.multipliedBy(3))
                    .until(asked::get, Integer.valueOf(expected)::equals);
            pass(Duration.ofNanos(1));
            becomes(++expected);
        }
    }

    @Test
    void areSaidToFailOnceAndToBeThereAgainOnce() {
        start(Duration.ofSeconds(1));
        for (int times = 1; times < 5; times++) {
            becomes(times);
            pass(Duration.ofSeconds(1));
        }
        assertThat(said).containsExactly(Level.WARNING);
        ill = false;
        await().until(() -> {
            pass(Duration.ofSeconds(1));
            return said.size() > 1;
        });
        assertThat(said).containsExactly(Level.WARNING, Level.INFO);
    }

    private void start(Duration refresh) {
        FetchedKeys.Limits limits = new FetchedKeys.Limits(
                refresh, Duration.ofSeconds(2), Duration.ofHours(1), Duration.ofSeconds(2), new Semaphore(2));
        keys = new FetchedKeys(ISSUER, this::fetch, limits, nanos::get, Thread::new);
    }

    private JWKSet fetch() throws IOException {
        asked.incrementAndGet();
        if (ill) {
            throw new IOException("away\nfor a while");
        }
        return new JWKSet(SigningKey.rsa("k1").publicKey());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void becomes(int times) {
        await().atMost(Duration.ofSeconds(10)).until(asked::get, Integer.valueOf(times)::equals);
    }
}
