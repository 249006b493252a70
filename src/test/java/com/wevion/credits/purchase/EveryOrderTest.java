package com.wevion.credits.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.stripe.MoneyBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every order of refunds and disputes of a purchase, against plain arithmetic (D15). */
class EveryOrderTest {
    private static final int LENGTH = 5;
    private static final int ORDERS = 8 + 64 + 512 + 4_096 + 32_768;

    private record Books(Wallet wallet, List<ReversalStep> steps, PurchaseStatus status) {}

    /** Takes each step there is to take after an event. */
    private static Books follow(Books before, Bank bank, MoneyBack.Source told) {
        Books books = before;
        for (int looks = 1; looks <= 10; looks++) {
            ReversalHistory history = new ReversalHistory(Bought.with(books.status), books.steps);
            Optional<ReversalStep.Plan> plan = history.next(bank.now(), told);
            if (plan.isEmpty()) {
                return books;
            }
            Reversal reversal = history.reversal(Ids.next(), plan.get(), Instant.EPOCH);
            List<ReversalStep> steps = new ArrayList<>(books.steps);
            steps.add(books.wallet.step(reversal));
            books = new Books(books.wallet.after(reversal), steps, plan.get().statusAfter());
        }
        throw new AssertionError("It finds no end: " + books.steps);
    }

    /** The credits that were bought, of which some were spent before anything went back. */
    private static Books held(Books books, Bank bank, long spentMicros) {
        long unspent = Bought.CREDITS - spentMicros;
        long gone = bank.gone(Bought.CREDITS);
        long disputed = bank.goneOrDisputed(Bought.CREDITS) - gone;
        long left = Math.max(0, unspent - gone);
        assertThat(books.wallet)
                .as("%d gone, %d disputed of what was bought", gone, disputed)
                .isEqualTo(new Wallet(left, Math.min(left, disputed), Math.max(0, gone - unspent)));
        PurchaseStatus ended = gone == Bought.CREDITS ? PurchaseStatus.CLAWED_BACK : PurchaseStatus.PAID;
        assertThat(books.status).isEqualTo(bank.isDisputed() ? PurchaseStatus.DISPUTED : ended);
        return books;
    }

    /** Each of 37,448 orders: with a dispute of all or of a part, or two, and with none, some or all spent before. */
    @ParameterizedTest
    @CsvSource({
        "1, 550, 0",
        "1, 550, 1000000000",
        "1, 200, 0",
        "2, 550, 0",
        "2, 550, 1000000000",
        "2, 200, 1000000000",
        "2, 200, 5000000000",
        "2, 367, 2500000001"
    })
    void takesAndFreezesWhatIsGoneAndDisputedInEveryOrder_D15(int disputes, long disputeCents, long spentMicros) {
        Bank bank = Bank.paid(Bought.PAID_CENTS, 183, disputeCents, disputes);
        Wallet wallet = new Wallet(Bought.CREDITS - spentMicros, 0, 0);

        Orders<Books> orders = Orders.of(
                LENGTH,
                bank,
                new Books(wallet, List.of(), PurchaseStatus.PAID),
                (books, now, told) -> held(follow(books, now, told), now, spentMicros));

        assertThat(orders.count()).isEqualTo(ORDERS);
        assertThat(orders.possible()).as("those that can happen as they are").isEqualTo(disputes == 1 ? 920 : 1_512);
    }
}
