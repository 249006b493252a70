package com.wevion.credits.purchase;

import static com.wevion.credits.purchase.PaidBooks.tell;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.purchase.PaidBooks.Paid;
import com.wevion.credits.stripe.StripeEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Refunds and disputes at the simulated Stripe, on a real ledger, told late, twice and in a wrong order (D15). */
class ClawbacksTest {
    private final PaidBooks books = new PaidBooks();

    @AfterEach
    void everyInvariantHolds() {
        assertThat(books.violations()).isEmpty();
        books.close();
    }

    /** The actions at Stripe, by the ids that it gives. */
    private final class Counter {
        private final String intent;
        private final Deque<String> refunds = new ArrayDeque<>();
        private final Deque<String> open = new ArrayDeque<>();
        private final Deque<String> lost = new ArrayDeque<>();

        Counter(Paid paid) {
            intent = paid.intent();
        }

        void makes(Happening what, Bank before) {
            switch (what) {
                case REFUND ->
                    refunds.push(books.simulator.refund(
                            intent, before.paidCents() - before.now().refundedCents(), "pending"));
                case PARTIAL_REFUND -> refunds.push(books.simulator.refund(intent, before.partCents(), "pending"));
                case REFUND_FAILED -> books.simulator.endRefund(refunds.pop(), "failed");
                case REFUND_CANCELLED -> books.simulator.endRefund(refunds.pop(), "canceled");
                case DISPUTE_OPENED -> open.push(books.simulator.dispute(intent, before.disputeCents()));
                case DISPUTE_WON -> books.simulator.closeDispute(open.pop(), true);
                case DISPUTE_LOST -> {
                    lost.push(open.pop());
                    books.simulator.closeDispute(lost.peek(), false);
                }
                case DISPUTE_REVERSED -> books.simulator.reverseDispute(lost.pop());
                default -> throw new IllegalStateException(what.name());
            }
        }
    }

    /** All that can happen, of that length. */
    private static List<List<Happening>> orders(int length, Bank bank) {
        if (length == 0) {
            return List.of(List.of());
        }
        List<List<Happening>> orders = new ArrayList<>();
        for (Happening what : Happening.values()) {
            bank.after(what)
                    .ifPresent(next -> orders(length - 1, next).forEach(rest -> {
                        List<Happening> order = new ArrayList<>(List.of(what));
                        order.addAll(rest);
                        orders.add(order);
                    }));
        }
        return orders;
    }

    /** By a team that spent 1,000 of 5,000 before; told by the last event of each, and late by the first. */
    @Test
    void takesAndFreezesWhatIsGoneAndDisputedInEveryOrder_D15() {
        long spentMicros = 1_000_000_000L;
        Bank whole = Bank.paid(Bought.PAID_CENTS, 183, 440, 2);
        Clawbacks node = books.node(() -> {});
        List<List<Happening>> orders = orders(3, whole);

        for (List<Happening> order : orders) {
            Paid paid = books.purchase(spentMicros);
            Counter counter = new Counter(paid);
            Bank bank = whole;
            for (Happening what : order) {
                counter.makes(what, bank);
                bank = bank.after(what).orElseThrow();
                List<StripeEvent> news = books.news();
                tell(node, news.subList(0, 1));
                List<String> steps = books.steps(paid);
                tell(node, news.subList(news.size() - 1, news.size()));
                assertThat(books.steps(paid)).as("told once more, %s", order).isEqualTo(steps);
                assertHolds(paid, bank, spentMicros, order);
            }
        }
        assertThat(orders).as("those of three events that can happen").hasSize(55);
    }

    private void assertHolds(Paid paid, Bank bank, long spentMicros, List<Happening> order) {
        long gone = bank.gone(Bought.CREDITS);
        long disputed = bank.goneOrDisputed(Bought.CREDITS) - gone;
        long unspent = Bought.CREDITS - spentMicros;
        long left = Math.max(0, unspent - gone);
        assertThat(books.wallet(paid))
                .as("%s: %s %s", order, bank, books.steps(paid))
                .isEqualTo(new Wallet(left, Math.min(left, disputed), Math.max(0, gone - unspent)));
        String ended = gone == Bought.CREDITS ? "CLAWED_BACK" : "PAID";
        assertThat(books.status(paid)).isEqualTo(bank.isDisputed() ? "DISPUTED" : ended);
    }

    @Test
    void givesNothingForNothingWhenARefundFailsAfterItsDisputeIsLost_D15() {
        Clawbacks node = books.node(() -> {});
        Paid paid = books.purchase(0);
        String refund = books.simulator.refund(paid.intent(), Bought.PAID_CENTS);
        tell(node, books.news());
        books.simulator.closeDispute(books.simulator.dispute(paid.intent()), false);
        tell(node, books.news());

        books.simulator.failRefund(refund);
        tell(node, books.news());

        assertThat(books.wallet(paid)).isEqualTo(new Wallet(0, 0, 0));
        assertThat(books.status(paid)).isEqualTo("CLAWED_BACK");
    }

    @Test
    void putsRightWhatItReadBeforeAnotherNodeFoundNothingToDo_D15() {
        Paid paid = books.purchase(0);
        String refund = books.simulator.refund(paid.intent(), Bought.PAID_CENTS);
        List<StripeEvent> made = books.news();
        Clawbacks late = books.node(() -> {
            books.simulator.failRefund(refund);
            tell(books.node(() -> {}), books.news());
            assertThat(books.steps(paid))
                    .as("nothing is refunded, nothing was taken")
                    .isEmpty();
        });

        tell(late, made.subList(0, 1));

        assertThat(books.steps(paid)).containsExactly("CLAWBACK 5000", "REINSTATEMENT 5000");
        assertThat(books.wallet(paid)).isEqualTo(new Wallet(Bought.CREDITS, 0, 0));
        assertThat(books.status(paid)).isEqualTo("PAID");
    }

    @Test
    void readsAgainWhenAnotherNodeTookAStepSinceItRead_D15() {
        Paid paid = books.purchase(0);
        String dispute = books.simulator.dispute(paid.intent());
        List<StripeEvent> opened = books.news();
        Clawbacks late = books.node(() -> {
            books.simulator.closeDispute(dispute, false);
            tell(books.node(() -> {}), books.news());
        });

        tell(late, opened.subList(0, 1));

        assertThat(books.steps(paid)).as("the freeze that was read is not made").containsExactly("CLAWBACK 5000");
        assertThat(books.wallet(paid)).isEqualTo(new Wallet(0, 0, 0));
        assertThat(books.status(paid)).isEqualTo("CLAWED_BACK");
    }

    @Test
    void freezesOnceForTwoDisputesOfOneChargeUntilBothAreWon_D15() {
        Clawbacks node = books.node(() -> {});
        Paid paid = books.purchase(0);
        Paid other = books.purchase(0);
        String first = books.simulator.dispute(paid.intent());
        String second = books.simulator.dispute(paid.intent());
        tell(node, books.news());
        assertThat(books.wallet(paid)).isEqualTo(new Wallet(Bought.CREDITS, Bought.CREDITS, 0));

        books.simulator.closeDispute(first, true);
        tell(node, books.news());
        assertThat(books.wallet(paid)).isEqualTo(new Wallet(Bought.CREDITS, Bought.CREDITS, 0));
        books.simulator.closeDispute(second, true);
        tell(node, books.news());

        assertThat(books.wallet(paid)).isEqualTo(new Wallet(Bought.CREDITS, 0, 0));
        assertThat(books.steps(paid)).containsExactly("FREEZE 5000", "UNFREEZE 5000");
        assertThat(books.steps(other)).isEmpty();
    }
}
