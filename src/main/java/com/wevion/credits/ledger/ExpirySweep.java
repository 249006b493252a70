package com.wevion.credits.ledger;

import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.platform.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Releases the holds of chat messages whose time has passed (D4), every second on every node. Jobs have a sweep of their own. */
@ApplicationScoped
class ExpirySweep {
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);

    @Inject
    DueHolds holds;

    @Inject
    Clock clock;

    void begin(@Observes Rounds rounds) {
        rounds.every("expired-messages", BETWEEN_ROUNDS, () -> holds.release(HoldKind.CHAT_MESSAGE, clock.instant()));
    }
}
