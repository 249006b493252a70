package com.wevion.credits.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A caller at ten times its limit beside one who asks at leisure. Needs a quiet machine: it compares times. */
@Tag("long")
@WithService(setsClock = true)
class StormIT {
    private static final int LEISURELY = 40;
    private static final int LIMIT = 100;
    private static final Duration TIME = Duration.ofSeconds(30);

    private final LocalService service;

    StormIT(LocalService service) {
        this.service = service;
    }

    @Test
    void aStormOfOneLeavesTheOthersTimesWithinHalfAsMuchAgain() throws InterruptedException {
        TestTeam team = TestTeam.paid(service);
        Api quiet = team.owner();
        Api storm = Api.person(service, UUID.randomUUID());
        AtomicInteger refused = new AtomicInteger();
        Runnable leisure =
                () -> assertThat(quiet.get(team.path("/balance")).status()).isEqualTo(200);
        timesOf(LEISURELY, TIME.dividedBy(2), leisure);

        List<Long> alone = timesOf(LEISURELY, TIME, leisure);
        ScheduledExecutorService other = Executors.newScheduledThreadPool(32);
        other.scheduleAtFixedRate(
                () -> other.execute(() -> {
                    if (storm.get("/retention").status() == 429) {
                        refused.incrementAndGet();
                    }
                }),
                0,
                TimeUnit.SECONDS.toMicros(1) / (10 * LIMIT),
                TimeUnit.MICROSECONDS);
        List<Long> beside = timesOf(LEISURELY, TIME, leisure);
        other.shutdownNow();

        System.getLogger("storm")
                .log(
                        System.Logger.Level.INFO,
                        "p99 alone {0} ms, beside a storm {1} ms, {2} refused",
                        p99(alone) / 1e6,
                        p99(beside) / 1e6,
                        refused.get());
        assertThat(refused.get()).isGreaterThan((int) TIME.toSeconds() * 5 * LIMIT);
        assertThat((double) p99(beside)).isLessThanOrEqualTo(1.5 * p99(alone));
    }

    /** Nanoseconds of requests that are sent at fixed times, from when each was to be sent, whether or not earlier ones are answered. */
    private static List<Long> timesOf(int perSecond, Duration time, Runnable request) throws InterruptedException {
        int all = (int) (perSecond * time.toSeconds());
        long between = TimeUnit.SECONDS.toNanos(1) / perSecond;
        List<Long> times = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch answered = new CountDownLatch(all);
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(16);
        long begin = System.nanoTime();
        for (int i = 0; i < all; i++) {
            long intended = begin + i * between;
            threads.schedule(
                    () -> {
                        try {
                            request.run();
                            times.add(System.nanoTime() - intended);
                        } finally {
                            answered.countDown();
                        }
                    },
                    intended - System.nanoTime(),
                    TimeUnit.NANOSECONDS);
        }
        answered.await();
        threads.shutdown();
        assertThat(times).hasSize(all);
        return times;
    }

    private static long p99(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() * 99 / 100);
    }
}
