package com.wevion.credits.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Periodic work continues, whatever happens to one round. */
class RoundsTest {
    private static final Duration OFTEN = Duration.ofMillis(2);
    private static final Duration SELDOM = Duration.ofHours(1);
    private static final Logger LOG = Logger.getLogger(Rounds.class.getName());

    private final RunningWork running = new RunningWork();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Rounds rounds = new Rounds(Executors.defaultThreadFactory(), running, meters);
    private final AtomicInteger times = new AtomicInteger();
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord said) {
            if (said.getLevel().intValue() >= Level.INFO.intValue()) {
                warnings.add(new SimpleFormatter().formatMessage(said));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(listener);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void stop() {
        rounds.close();
        LOG.removeHandler(listener);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void workComesRoundAgainAndAgain() {
        rounds.every("test", OFTEN, times::incrementAndGet);

        await().until(() -> times.get() > 3);
        await().until(() -> count("DONE") > 3);
        assertThat(count("FAILED")).isZero();
    }

    @Test
    void theAgeOfTheLastSuccessGrowsWhileRoundsFail() {
        rounds.every("test", OFTEN, () -> {
            if (times.incrementAndGet() > 1) {
                throw new IllegalStateException("no database");
            }
        });
        await().until(() -> count("FAILED") > 2);
        double age = gauge("credits.rounds.age");
        await().until(() -> gauge("credits.rounds.age") > age + 0.05);

        assertThat(count("DONE")).isEqualTo(1);
        assertThat(gauge("credits.rounds.interval")).isEqualTo(OFTEN.toMillis() / 1000.0);
    }

    @Test
    void theAgeOfTheLastSuccessStartsAnewWithEachSuccess() {
        rounds.every("test", OFTEN, () -> {
            if (times.incrementAndGet() == 1) {
                await().until(() -> gauge("credits.rounds.age") > 0.1);
            }
        });
        await().until(() -> times.get() > 2);

        await().until(() -> gauge("credits.rounds.age") < 0.1);
    }

    private double gauge(String name) {
        return meters.get(name).tag("name", "test").gauge().value();
    }

    @Test
    void theFirstRoundComesWhenTheIntervalIsOver_orAtOnceWhereThatIsAskedFor() {
        AtomicInteger later = new AtomicInteger();
        rounds.every("later", SELDOM, later::incrementAndGet);
        rounds.atOnceAndEvery("now", SELDOM, times::incrementAndGet);

        await().until(() -> times.get() == 1);
        assertThat(later).hasValue(0);
    }

    @Test
    void aRoundThatFailsIsFollowedByTheNext() {
        rounds.every("test", OFTEN, () -> {
            if (times.incrementAndGet() <= 3) {
                throw new IllegalStateException("no\ndatabase");
            }
        });

        await().until(() -> count("DONE") > 0);
        assertThat(count("FAILED")).isEqualTo(3);
        assertThat(warnings)
                .containsExactly(
                        "Round test failed, the next one comes in PT0.002S: java.lang.IllegalStateException: no\\u000adatabase",
                        "Round test succeeds again");
    }

    @Test
    void anErrorEndsNoRoundsEither() {
        rounds.every("test", OFTEN, () -> {
            times.incrementAndGet();
            throw new StackOverflowError();
        });

        await().until(() -> times.get() > 2);
    }

    @Test
    void aSlowRoundRunsNotBesideItself_norKeepsOthersWaiting() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger slow = new AtomicInteger();
        rounds.every("slow", OFTEN, () -> {
            slow.incrementAndGet();
            hold(end);
        });
        rounds.every("quick", OFTEN, times::incrementAndGet);

        await().until(() -> times.get() > 20 && slow.get() > 0);
        assertThat(slow).hasValue(1);
        end.countDown();
        await().until(() -> slow.get() > 1);
    }

    private static void hold(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneThatIsLeftForLaterKeepsNoOtherWaiting() {
        List<Integer> worked = new ArrayList<>();
        rounds.atOnceAndEvery(
                "test",
                SELDOM,
                () -> rounds.each(List.of(1, 2, 3), number -> "number " + number, number -> {
                    if (number == 2) {
                        throw new IllegalStateException("it is odd");
                    }
                    worked.add(number);
                }));

        await().until(() -> count("DONE") == 1);
        assertThat(worked).containsExactly(1, 3);
        assertThat(warnings).containsExactly("Round test leaves number 2 for later: it is odd");
    }

    @Test
    void worksOnWhatIsClaimedUntilThereIsNone() {
        Iterator<String> due = List.of("a", "b").iterator();
        List<String> worked = new ArrayList<>();
        rounds.atOnceAndEvery(
                "test",
                SELDOM,
                () -> rounds.eachNext(
                        () -> due.hasNext() ? Optional.of(due.next()) : Optional.empty(), one -> one, worked::add));

        await().until(() -> count("DONE") == 1);
        assertThat(worked).containsExactly("a", "b");
    }

    @Test
    void noneBeginsOnceTheServerStops_whichWaitsForTheOneThatRuns() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        rounds.every("test", OFTEN, () -> {
            times.incrementAndGet();
            hold(end);
        });
        await().until(() -> times.get() == 1);

        running.close();
        assertThat(running.awaitEnd(OFTEN)).isEqualTo(1);
        end.countDown();
        assertThat(running.awaitEnd(Duration.ofMinutes(1))).isZero();
        rounds.close();
        assertThat(times).hasValue(1);
    }

    @Test
    void refusesAnIntervalOfNothing() {
        assertThatThrownBy(() -> rounds.every("test", Duration.ZERO, times::incrementAndGet))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private long count(String outcome) {
        return meters.get("credits.rounds")
                .tag("name", "test")
                .tag("outcome", outcome)
                .timer()
                .count();
    }
}
