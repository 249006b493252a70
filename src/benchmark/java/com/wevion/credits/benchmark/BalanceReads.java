package com.wevion.credits.benchmark;

import com.wevion.credits.benchmark.Results.Subject;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.identity.Tokens;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The gain from caching verified tokens: reads of a balance with a token that was seen before ({@code known}), and with one that was not
 * ({@code new}), so that its signature is verified. All tokens are signed before the measurement.
 */
final class BalanceReads implements Figure {
    static final String NAME = "balance-reads";
    static final String KNOWN = "known";
    static final String NEW = "new";
    static final int CALLERS = 8;

    private static final Duration WARM_UP = Duration.ofSeconds(20);

    /** More than are read in a second by far. */
    private static final int TOKENS_A_SECOND = 4_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Stage stage, Results results) throws Exception {
        Options options = stage.options();
        Service service = stage.service();
        TestTeam team = TestTeam.paid(service.local());
        HttpCaller known = new HttpCaller(service.api(), team.owner().token());
        String path = team.path("/balance");
        Load.closed(CALLERS, WARM_UP, caller -> known.get(path));
        Load.closed(CALLERS, options.time(), reading(service, team, options.time()));
        for (int round = 0; round < options.rounds(); round++) {
            Load.Work first = reading(service, team, options.time());
            results.add(
                    new Subject(NAME, KNOWN, 1, CALLERS, 0),
                    Load.closed(CALLERS, options.time(), caller -> known.get(path)));
            results.add(new Subject(NAME, NEW, 1, CALLERS, 0), Load.closed(CALLERS, options.time(), first));
        }
    }

    /** Reads with tokens that nobody has seen yet. */
    private static Load.Work reading(Service service, TestTeam team, Duration time) {
        int count = Math.toIntExact(TOKENS_A_SECOND * Math.max(1, time.toSeconds()));
        UUID owner = team.owner().userId();
        Tokens draft = Tokens.of(service.local(), owner);
        Queue<HttpCaller> unseen = new ConcurrentLinkedQueue<>();
        for (int number = 0; number < count; number++) {
            unseen.add(new HttpCaller(
                    service.api(), draft.with("jti", UUID.randomUUID()).signed()));
        }
        return caller -> unseen.remove().get(team.path("/balance"));
    }
}
