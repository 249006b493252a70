package com.wevion.credits.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.purchase.ReversalStep.Plan;
import com.wevion.credits.stripe.MoneyBack.Cause;
import com.wevion.credits.stripe.MoneyBack.Now;
import com.wevion.credits.stripe.MoneyBack.Part;
import com.wevion.credits.stripe.MoneyBack.Source;
import com.wevion.credits.stripe.MoneyBack.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The consequences of refunds and disputes of a purchase of 5,000 credits, of which 4,000 are left. */
class ReversalHistoryTest {
    private static final Source REFUND = new Source(Cause.REFUND, "ch_1", "pi_1", "ch_1");
    private static final Source DISPUTE = new Source(Cause.DISPUTE, "dp_1", "pi_1", "ch_1");

    private final List<ReversalStep> steps = new ArrayList<>();
    private Wallet wallet = new Wallet(4_000_000_000L, 0, 0);
    private PurchaseStatus status = PurchaseStatus.PAID;

    /** Handles an event, with Stripe's answer at that time: cents refunded, and disputes. */
    private void told(Source source, long refundedCents, Part... disputes) {
        Now now = new Now(Stream.concat(
                        Stream.of(new Part(Cause.REFUND, "ch_1", Standing.BACK, refundedCents)), Stream.of(disputes))
                .toList());
        while (true) {
            ReversalHistory history = new ReversalHistory(Bought.with(status), steps);
            Optional<Plan> plan = history.next(now, source);
            if (plan.isEmpty()) {
                return;
            }
            Reversal reversal = history.reversal(Ids.next(), plan.get(), Instant.EPOCH);
            steps.add(wallet.step(reversal));
            wallet = wallet.after(reversal);
            status = plan.get().statusAfter();
        }
    }

    private static Part dispute(String id, Standing standing, long cents) {
        return new Part(Cause.DISPUTE, id, standing, cents);
    }

    /** The steps: the plan, the amount decided, the cause, and the state of the purchase afterwards. */
    private List<String> lines() {
        return steps.stream()
                .map(step -> "%s %d of %d by %s %s, frozen %d, %s"
                        .formatted(
                                step.plan().kind(),
                                step.decidedMicros() / 1_000_000,
                                step.plan().creditsMicros() / 1_000_000,
                                step.plan().cause(),
                                step.plan().sourceId(),
                                step.frozenMicros() / 1_000_000,
                                step.plan().statusAfter()))
                .toList();
    }

    @Test
    void takesOnlyTheDifferenceSinceRefundsAreCumulative_D15() {
        told(REFUND, 110);
        told(REFUND, 110);
        told(REFUND, 550);

        assertThat(lines())
                .containsExactly(
                        "CLAWBACK 1000 of 1000 by REFUND ch_1, frozen 0, PAID",
                        "CLAWBACK 3000 of 4000 by REFUND ch_1, frozen 0, CLAWED_BACK");
        assertThat(wallet.debtMicros()).isEqualTo(1_000_000_000L);
    }

    @Test
    void neverTakesMoreThanTheCreditsHoweverThePartsAreRounded_D15() {
        for (long cents = 1; cents <= Bought.PAID_CENTS; cents++) {
            told(REFUND, cents);
        }

        assertThat(steps.stream().mapToLong(step -> step.plan().creditsMicros()).sum())
                .isEqualTo(Bought.CREDITS);
    }

    @Test
    void takesAgainNothingWhenARefundFailsWhoseDisputeIsLost_D15() {
        told(REFUND, 550);
        told(DISPUTE, 550, dispute("dp_1", Standing.OPEN, 550));
        told(DISPUTE, 550, dispute("dp_1", Standing.BACK, 550));
        told(REFUND, 0, dispute("dp_1", Standing.BACK, 550));

        assertThat(lines())
                .containsExactly(
                        "CLAWBACK 4000 of 5000 by REFUND ch_1, frozen 0, CLAWED_BACK",
                        "FREEZE 0 of 0 by DISPUTE dp_1, frozen 0, DISPUTED",
                        "UNFREEZE 0 of 0 by DISPUTE dp_1, frozen 0, CLAWED_BACK");
    }

    @Test
    void freezesInTheStepThatGivesBackWhenARefundFailsWhoseDisputeIsOpen_D15() {
        told(REFUND, 550);
        told(DISPUTE, 550, dispute("dp_1", Standing.OPEN, 550));
        told(REFUND, 0, dispute("dp_1", Standing.OPEN, 550));

        assertThat(lines()).endsWith("REINSTATEMENT 4000 of 5000 by REFUND ch_1, frozen 4000, DISPUTED");
        told(DISPUTE, 0, dispute("dp_1", Standing.KEPT, 550));
        assertThat(lines()).endsWith("UNFREEZE 4000 of 5000 by DISPUTE dp_1, frozen 0, PAID");
    }

    @Test
    void freezesOnceForTwoDisputesOfTheWholePayment_D15() {
        told(DISPUTE, 0, dispute("dp_1", Standing.OPEN, 550));
        told(DISPUTE, 0, dispute("dp_2", Standing.OPEN, 550), dispute("dp_1", Standing.OPEN, 550));

        assertThat(lines()).containsExactly("FREEZE 4000 of 5000 by DISPUTE dp_1, frozen 4000, DISPUTED");
        told(DISPUTE, 0, dispute("dp_2", Standing.OPEN, 550), dispute("dp_1", Standing.KEPT, 550));
        assertThat(steps).as("the other one still covers all").hasSize(1);
    }

    @Test
    void keepsFrozenBetweenTwoStepsWhatTheSecondTakes_D15() {
        told(DISPUTE, 0, dispute("dp_1", Standing.OPEN, 550));
        told(REFUND, 110, dispute("dp_1", Standing.BACK, 330));

        assertThat(lines())
                .containsExactly(
                        "FREEZE 4000 of 5000 by DISPUTE dp_1, frozen 4000, DISPUTED",
                        "CLAWBACK 1000 of 1000 by REFUND ch_1, frozen 3000, PAID",
                        "CLAWBACK 3000 of 3000 by DISPUTE dp_1, frozen 0, PAID");
    }

    @Test
    void namesTheDisputeThatItIsBecauseOf_D15() {
        told(REFUND, 0, dispute("dp_2", Standing.OPEN, 110), dispute("dp_1", Standing.OPEN, 110));
        told(DISPUTE, 0, dispute("dp_2", Standing.OPEN, 110), dispute("dp_1", Standing.BACK, 110));
        told(REFUND, 0, dispute("dp_2", Standing.KEPT, 110), dispute("dp_1", Standing.BACK, 110));

        assertThat(steps).extracting(step -> step.plan().sourceId()).containsExactly("dp_2", "dp_1", "dp_2");
    }

    @Test
    void leavesWhatWasBoughtSinceFreeWhenLessIsDisputed_D15() {
        told(DISPUTE, 0, dispute("dp_1", Standing.OPEN, 550));
        wallet = new Wallet(9_000_000_000L, wallet.frozenMicros(), 0);

        told(DISPUTE, 0, dispute("dp_1", Standing.OPEN, 495));

        assertThat(lines()).endsWith("UNFREEZE 0 of 500 by DISPUTE dp_1, frozen 4000, DISPUTED");
    }

    @Test
    void knowsADisputeThatIsHeardOfOnlyWhenItIsWon_D15() {
        told(DISPUTE, 0, dispute("dp_1", Standing.KEPT, 550));

        assertThat(steps).isEmpty();
    }
}
