package com.wevion.credits.generation;

import com.wevion.credits.generation.broker.CompletionBacklog;
import com.wevion.credits.ledger.DueHolds;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.DatabaseFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Releases the holds of jobs whose time has passed (D4), every second on every node. A completion counts by its arrival at the broker
 * (D8), so holds stay until what came before is worked off; not for ever, though: where it takes longer than {@code
 * credits.completions.catchup.seconds}, or the broker does not tell for so long, they end by their time alone.
 */
@ApplicationScoped
class JobExpiry {
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);

    @Inject
    DueHolds holds;

    @Inject
    CompletionBacklog backlog;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.completions.catchup.seconds")
    long catchUpSeconds;

    /** Since when, by {@link System#nanoTime}, holds have waited without a break; null while none does. */
    private Long waitingSinceNanos;

    void begin(@Observes Rounds rounds) {
        rounds.every("expired-jobs", BETWEEN_ROUNDS, this::release);
    }

    private void release() {
        try {
            sweep();
        } catch (DatabaseFailure | Unavailable e) {
            waitingSinceNanos = null; // while the database is away nothing is worked off: afterwards they wait anew
            throw e;
        }
    }

    private void sweep() {
        Instant now = clock.instant();
        if (!holds.any(HoldKind.JOB, now)) {
            waitingSinceNanos = null;
            return;
        }
        if (backlog.isWorkedOff()) {
            waitingSinceNanos = null;
            holds.release(HoldKind.JOB, now);
            return;
        }
        Duration catchUp = Duration.ofSeconds(catchUpSeconds);
        if (waitingSinceNanos == null) {
            waitingSinceNanos = System.nanoTime();
        } else if (System.nanoTime() - waitingSinceNanos > catchUp.toNanos()) {
            holds.release(HoldKind.JOB, now.minus(catchUp));
        }
    }
}
