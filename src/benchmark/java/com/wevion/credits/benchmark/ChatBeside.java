package com.wevion.credits.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/** The time of chat messages that are due at a fixed rate, of an idle server and of one that reconciles. */
record ChatBeside(Tally idle, Tally beside) {
    private static final int CALLERS = 32;
    private static final int TEAMS = 20;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration IDLE = Duration.ofSeconds(60);

    /**
     * Measures both; the second as long as a run takes that is not disturbed, so that all of it is beside a run.
     *
     * @param undisturbed the time of a run without chat
     */
    static ChatBeside of(MonthService service, int perSecond, Duration undisturbed) throws InterruptedException {
        List<Spender> spenders = new ArrayList<>();
        for (int i = 0; i < TEAMS; i++) {
            spenders.add(Spender.of(service.local()));
        }
        Load.Work chat = caller ->
                spenders.get(ThreadLocalRandom.current().nextInt(TEAMS)).chat();
        Load.open(CALLERS, perSecond, WARM_UP, chat);
        Tally idle = Load.open(CALLERS, perSecond, IDLE, chat);
        CompletableFuture<Tally> beside = Load.beside(() -> Load.open(CALLERS, perSecond, undisturbed, chat));
        RunTimes.of(service);
        return new ChatBeside(idle, beside.join());
    }

    double ratio() {
        return beside.p99Microseconds() / idle.p99Microseconds();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "  chat, ms: idle p50 %.1f, p99 %.1f; beside a run p50 %.1f, p99 %.1f%n",
                idle.p50Microseconds() / 1e3,
                idle.p99Microseconds() / 1e3,
                beside.p50Microseconds() / 1e3,
                beside.p99Microseconds() / 1e3);
    }
}
