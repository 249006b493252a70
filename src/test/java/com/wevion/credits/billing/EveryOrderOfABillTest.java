package com.wevion.credits.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.purchase.Bank;
import com.wevion.credits.purchase.Orders;
import com.wevion.credits.stripe.MoneyBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every order of refunds and disputes of a bill's payment, against plain arithmetic (S12, D15). */
class EveryOrderOfABillTest {
    private static final UUID ID = Ids.next();
    private static final Bill BILL = new Bill(
            ID,
            ID,
            1,
            1,
            BillReason.MONTH,
            BillStatus.PAID,
            0,
            1,
            Instant.EPOCH,
            Instant.EPOCH,
            501,
            14,
            Instant.EPOCH,
            0,
            true,
            "in_1",
            null,
            Instant.EPOCH,
            "pi_1",
            Instant.EPOCH,
            0,
            null);

    private static List<BillReturn> follow(List<BillReturn> before, Bank bank, MoneyBack.Source told) {
        List<BillReturn> steps = new ArrayList<>(before);
        for (int looks = 1; looks <= 10; looks++) {
            Optional<BillReturn> next =
                    BillReturn.next(Ids.next(), BILL, bank.paidCents(), steps, bank.now(), Instant.EPOCH);
            if (next.isEmpty()) {
                return steps;
            }
            steps.add(next.get());
        }
        throw new AssertionError("It finds no end: " + steps);
    }

    private static List<BillReturn> held(List<BillReturn> steps, Bank bank) {
        long returned = steps.stream().mapToLong(BillReturn::returnedNanos).sum();
        assertThat(returned).isEqualTo(bank.gone(BILL.amountNanos()));
        if (!steps.isEmpty()) {
            String problem = steps.get(steps.size() - 1).problem();
            assertThat(problem != null).isEqualTo(returned > 0 || bank.isDisputed());
            assertThat(problem != null && problem.contains("disputes")).isEqualTo(bank.isDisputed());
        }
        return steps;
    }

    @ParameterizedTest
    @CsvSource({"1, 550", "1, 200", "2, 550", "2, 367"})
    void owesAgainWhatIsGoneInEveryOrder_S12_D15(int disputes, long disputeCents) {
        Orders<List<BillReturn>> orders = Orders.of(
                5,
                Bank.paid(550, 183, disputeCents, disputes),
                List.of(),
                (steps, bank, told) -> held(follow(steps, bank, told), bank));

        assertThat(orders.count()).isEqualTo(37_448);
    }
}
