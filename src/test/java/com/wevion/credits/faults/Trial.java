package com.wevion.credits.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Faults of a scene while a crowd works on it. */
final class Trial {
    static final int CLIENTS = 16;
    private static final int SOONEST = 20;
    private static final int SPREAD = 200;
    private static final int AFTERWARDS = 60;
    private static final int BACKLOG_SECONDS = 3;
    private static final Pattern WAITS = Pattern.compile("\"outboxOldestSeconds\":(\\d+)");

    /** The outcome of one fault; times are since its cause was gone. */
    record Recovery(Fault fault, int ambiguous, double answersSeconds, double doneSeconds, int requests) {}

    private final Scene scene;
    private final CrashCrowd crowd;
    private final CrashJournal.Counts counts;
    private final Random random;
    private int ambiguous;
    private long gone;
    private long answered;

    Trial(Scene scene, CrashCrowd crowd, long seed) {
        this.scene = scene;
        this.crowd = crowd;
        counts = crowd.counts;
        random = new Random(seed);
    }

    /** The work continues through the fault until some time after it, ends when every outcome is known, and agrees with the books. */
    Recovery suffer(Fault fault) throws InterruptedException, ExecutionException {
        int soon = SOONEST + random.nextInt(SPREAD);
        crowd.workDuring(() -> {
            crowd.awaitAcknowledged(soon);
            int foreign = counts.notOurs.get();
            strike(fault);
            assertThat(fault.stopsTheServer() || counts.notOurs.get() == foreign)
                    .as("answers that are not the application's though the server was there")
                    .isTrue();
            crowd.awaitAcknowledged(AFTERWARDS);
        });
        int requests = crowd.compareWith(scene.databaseUrl());
        return new Recovery(fault, ambiguous, seconds(gone, answered), seconds(gone, System.nanoTime()), requests);
    }

    private void strike(Fault fault) {
        int before = counts.ambiguous();
        fault.strike(scene);
        int acknowledged = counts.acknowledged.get();
        await(fault + " is noticed").atMost(CrashCrowd.PATIENCE).until(() -> isSeen(fault, before, acknowledged));
        gone = System.nanoTime();
        fault.end(scene);
        crowd.awaitAcknowledged(1);
        answered = System.nanoTime();
        ambiguous = counts.ambiguous() - before;
    }

    private boolean isSeen(Fault fault, int ambiguousBefore, int acknowledged) {
        boolean goesOn = counts.acknowledged.get() > acknowledged + CLIENTS;
        return switch (fault.seen) {
            case BY_CALLERS -> counts.ambiguous() > ambiguousBefore;
            case AT_THE_BROKER -> goesOn && scene.readiness().contains("\"status\":\"AWAY\"");
            case IN_THE_BACKLOG -> goesOn && backlogSeconds() >= BACKLOG_SECONDS;
            case BY_NOBODY -> counts.acknowledged.get() > acknowledged + 2 * AFTERWARDS;
        };
    }

    private int backlogSeconds() {
        Matcher waits = WAITS.matcher(scene.readiness());
        return waits.find() ? Integer.parseInt(waits.group(1)) : 0;
    }

    private static double seconds(long from, long to) {
        return Duration.ofNanos(to - from).toMillis() / 1000.0;
    }
}
