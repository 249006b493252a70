package com.wevion.credits.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.book.ReferenceKind;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.ledger.operation.Reversed;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.operation.WorkReport;
import com.wevion.credits.platform.Unavailable;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationMetricsTest {
    private static final Instant NOON = Instant.parse("2026-10-15T12:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final OperationMetrics metrics = new OperationMetrics();

    @BeforeEach
    void register() {
        metrics.registry = registry;
        metrics.register();
    }

    @Test
    void countsPurchasesAndTheirRepetitions() {
        Posting purchase = Posting.purchase(UUID.randomUUID(), 1, 5);
        metrics.posted(purchase, new Posted(false, 1, 5, 5, NOON));
        metrics.posted(purchase, new Posted(true, 1, 5, 5, NOON));
        metrics.posted(purchase, new Posted(true, 1, 5, 5, NOON));

        assertThat(count("PURCHASE", "POSTED")).isEqualTo(1);
        assertThat(count("PURCHASE", "REPEATED")).isEqualTo(2);
    }

    @Test
    void countsWhyAnOperationWasNotPosted() {
        Settle settle = settle(null);
        metrics.failed(settle, new Unavailable("away"));
        metrics.failed(settle, new IllegalStateException());

        assertThat(count("SETTLE", "UNAVAILABLE")).isEqualTo(1);
        assertThat(count("SETTLE", "FAILED")).isEqualTo(1);
        assertThat(count("SETTLE", "POSTED")).isZero();
    }

    @Test
    void tellsClawbacksFromWhatGivesBackAndWhatFreezes() {
        metrics.posted(reversal(Reversal.Amounts.NONE.unfreeze(3).clawBack(3)), new Reversed(3, 0));
        metrics.posted(reversal(Reversal.Amounts.NONE.reinstate(3)), new Reversed(3, 0));
        metrics.posted(reversal(Reversal.Amounts.NONE.freeze(3)), new Reversed(0, 3));

        for (String kind : new String[] {"CLAWBACK", "REINSTATEMENT", "FREEZE"}) {
            assertThat(count(kind, "POSTED")).as(kind).isEqualTo(1);
        }
    }

    @Test
    void measuresHowLongAChargeHasWaitedSinceItsReportCame() {
        metrics.posted(settle(NOON.minusSeconds(7)), ending(false));
        metrics.posted(settle(NOON.minusSeconds(900)), ending(true));
        metrics.posted(settle(NOON.plusSeconds(1)), ending(false));

        Timer lag = registry.get("credits.ledger.settlement.lag").timer();
        assertThat(lag.count()).isEqualTo(2);
        assertThat(lag.totalTime(TimeUnit.SECONDS)).isEqualTo(7);
    }

    private double count(String kind, String outcome) {
        return registry.get("credits.ledger.operations")
                .tags("kind", kind, "outcome", outcome)
                .counter()
                .count();
    }

    private static Settle settle(Instant arrivedAt) {
        return new Settle(UUID.randomUUID(), 1, null, new WorkReport(new byte[0], "{}", arrivedAt));
    }

    private static Ending ending(boolean replayed) {
        return new Ending(UUID.randomUUID(), replayed, HoldState.SETTLED, 1, 0, 1, 1, NOON);
    }

    private static Reversal reversal(Reversal.Amounts amounts) {
        return new Reversal(UUID.randomUUID(), 1, amounts, ReferenceKind.PURCHASE, "{}", (connection, answers) -> {});
    }
}
