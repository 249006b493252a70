package com.wevion.credits.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.purchase.MoneyBack.Cause;
import com.wevion.credits.purchase.ReversalStep.Kind;
import com.wevion.credits.purchase.ReversalStep.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What follows from refunds and disputes of a purchase of 5,000 credits for 500 cents, of which 550 were paid with tax. */
class ReversalHistoryTest {
    private static final long CREDITS = 5_000_000_000L;
    private static final UUID ID = Ids.next();
    private static final Purchase PURCHASE = new Purchase(
            ID,
            Ids.next(),
            1,
            new byte[32],
            Ids.next(),
            "STARTER",
            1,
            CREDITS,
            500,
            "http://localhost",
            PurchaseStatus.PAID,
            Instant.EPOCH,
            Instant.EPOCH,
            "cs_1",
            null,
            "pi_1",
            550L,
            Instant.EPOCH,
            null,
            null,
            Payer.ANYBODY);

    private final List<ReversalStep> steps = new ArrayList<>();

    private ReversalHistory history() {
        return new ReversalHistory(PURCHASE, List.copyOf(steps));
    }

    /** Takes the step, of which that much is decided. */
    private Kind take(Optional<Plan> plan, long decidedMicros) {
        Plan taken = plan.orElseThrow();
        PurchaseStatus after = history().after(taken);
        steps.add(new ReversalStep(Ids.next(), ID, steps.size() + 1, taken, decidedMicros, Instant.EPOCH, after));
        return taken.kind();
    }

    private PurchaseStatus status() {
        return steps.get(steps.size() - 1).statusAfter();
    }

    @Test
    void takesOnlyTheDifferenceSinceRefundsAreCumulative_D15() {
        Optional<Plan> first = history().refunded("ch_1", 110);
        assertThat(first).contains(new Plan(Cause.REFUND, "ch_1", Kind.CLAWBACK, CREDITS / 5));
        take(first, 0);
        assertThat(status()).isEqualTo(PurchaseStatus.PAID);

        assertThat(history().refunded("ch_1", 110)).isEmpty();
        take(history().refunded("ch_1", 550), 0);

        assertThat(steps).extracting(step -> step.plan().creditsMicros()).containsExactly(CREDITS / 5, CREDITS / 5 * 4);
        assertThat(status()).isEqualTo(PurchaseStatus.CLAWED_BACK);
    }

    @Test
    void neverTakesMoreThanTheCreditsHoweverThePartsAreRounded_D15() {
        for (long cents = 1; cents <= 550; cents++) {
            take(history().refunded("ch_1", cents), 0);
        }
        assertThat(steps.stream().mapToLong(step -> step.plan().creditsMicros()).sum())
                .isEqualTo(CREDITS);
    }

    @Test
    void givesBackWhereLessIsRefundedThanBefore_D15() {
        take(history().refunded("ch_1", 550), 0);

        take(history().refunded("ch_1", 110), 0);

        assertThat(steps.get(1).plan()).isEqualTo(new Plan(Cause.REFUND, "ch_1", Kind.REINSTATEMENT, CREDITS / 5 * 4));
        assertThat(status()).isEqualTo(PurchaseStatus.PAID);
    }

    @Test
    void freezesOnceAndUnfreezesWhatWasFrozenWhenWon_D15() {
        assertThat(take(history().disputed("dp_1", 550), 700)).isEqualTo(Kind.FREEZE);
        assertThat(status()).isEqualTo(PurchaseStatus.DISPUTED);
        assertThat(history().disputed("dp_1", 550)).isEmpty();

        Optional<Plan> won = history().won("dp_1");

        assertThat(won).contains(new Plan(Cause.DISPUTE, "dp_1", Kind.UNFREEZE, 700));
        take(won, 0);
        assertThat(status()).isEqualTo(PurchaseStatus.PAID);
        assertThat(history().won("dp_1")).isEmpty();
        assertThat(history().frozenMicros("dp_1")).isZero();
    }

    @Test
    void clawsBackWhenLostAndReinstatesWhenWonAfterAll_D15() {
        take(history().disputed("dp_1", 550), 700);
        assertThat(history().frozenMicros("dp_1")).isEqualTo(700);

        assertThat(take(history().lost("dp_1", 550), 700)).isEqualTo(Kind.CLAWBACK);
        assertThat(status()).isEqualTo(PurchaseStatus.CLAWED_BACK);
        assertThat(history().lost("dp_1", 550)).isEmpty();
        assertThat(take(history().won("dp_1"), CREDITS)).isEqualTo(Kind.REINSTATEMENT);

        assertThat(status()).isEqualTo(PurchaseStatus.PAID);
    }

    @Test
    void takesTogetherNoMoreThanTheCreditsForARefundAndALostDispute_D15() {
        take(history().refunded("ch_1", 330), 0);
        take(history().lost("dp_1", 550), 0);

        assertThat(steps.get(1).plan().creditsMicros()).isEqualTo(CREDITS / 5 * 2);
        assertThat(status()).isEqualTo(PurchaseStatus.CLAWED_BACK);
    }

    @Test
    void knowsADisputeThatIsHeardOfOnlyWhenItIsWon_D15() {
        assertThat(history().won("dp_1")).isEmpty();
    }
}
