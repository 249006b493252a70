package com.wevion.credits.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Crowd;
import com.wevion.credits.ledger.book.AccountKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The next bill of a team; nothing is billed twice or lost (S12, D1). */
class NextBillTest {
    private static final long CENT_NANOS = 10_000_000;

    private final BillingBook book = new BillingBook();

    @AfterEach
    void everyInvariantHolds() {
        try (book) {
            assertThat(book.violations()).isEmpty();
        }
    }

    @Test
    void billsWhatAccruedSinceTheBillBefore_S12() {
        UUID team = book.team("100");
        book.uses(team, "KLING", "0.07", 10);
        Bill first = book.bill(team).orElseThrow();
        book.uses(team, "KLING", "0.07", 20);
        Bill second = book.bill(team).orElseThrow();
        assertThat(first.amountCents()).isEqualTo(70);
        assertThat(second.amountCents()).isEqualTo(140);
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.fromSequence()).isEqualTo(first.toSequence()).isEqualTo(1);
        assertThat(second.periodFrom()).isEqualTo(first.periodTo());
        assertThat(book.bill(team)).isEmpty();
    }

    @Test
    void keepsEnginesAndPricesApart_S12() {
        UUID team = book.team("100");
        book.uses(team, "KLING", "0.07", 10);
        book.uses(team, "KLING", "0.08", 10);
        book.uses(team, "VEO", "0.08", 10);
        book.uses(team, "VEO", "0.08", 5);
        Bill bill = book.bill(team).orElseThrow();
        assertThat(bill.amountCents()).isEqualTo(70 + 80 + 120);
        assertThat(book.figure("SELECT count(*) FROM creative_bill_line WHERE bill_id = ?", bill.id()))
                .isEqualTo(3);
    }

    @Test
    void waitsUntilItIsWorthABill_S12() {
        UUID team = book.team("100");
        book.uses(team, "KLING", "0.07", 7);
        assertThat(book.bill(team)).isEmpty();
        book.uses(team, "KLING", "0.07", 1);
        assertThat(book.bill(team).orElseThrow().amountCents()).isEqualTo(56);
    }

    @Test
    void leavesWhatCameAfterTheMonthToTheNextBill_S12() {
        UUID team = book.team("100");
        book.uses(team, "KLING", "0.07", 10);
        book.uses(team, "KLING", "0.07", 20);
        Instant turn = book.books
                .entries()
                .find(book.books.accounts().of(team, AccountKind.CREATIVE), 2)
                .orElseThrow()
                .at();
        Bill month = book.bill(team, turn).orElseThrow();
        assertThat(month.amountCents()).isEqualTo(70);
        assertThat(month.periodTo()).isEqualTo(turn);
        assertThat(book.bill(team, turn)).isEmpty();
        assertThat(book.bill(team).orElseThrow().amountCents()).isEqualTo(140);
    }

    @Test
    void billsAgainWhatVoidBillsAskedForOnce_S12() {
        UUID team = book.team("100");
        book.uses(team, "KLING", "0.075", 10);
        Bill first = book.bill(team).orElseThrow();
        book.uses(team, "VEO", "0.1", 10);
        Bill second = book.bill(team).orElseThrow();
        book.voids(first);
        book.voids(second);
        Bill third = book.bill(team).orElseThrow();
        assertThat(third.amountCents()).isEqualTo(175);
        assertThat(third.fromSequence()).isEqualTo(third.toSequence());
        assertThat(book.bill(team)).isEmpty();
        book.voids(third);
        assertThat(book.bill(team).orElseThrow().amountCents()).isEqualTo(175);
    }

    @Test
    void makesOneBillOnManyNodes_S12() throws InterruptedException {
        UUID team = book.team("100");
        List<NextBill> nodes = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            nodes.add(book.node());
        }
        for (int number = 1; number <= 10; number++) {
            book.uses(team, "KLING", "0.07", 10);
            List<Bill> made = new CopyOnWriteArrayList<>();
            Crowd.of(
                    4,
                    node -> nodes.get(node)
                            .record(NextBill.Order.ofLimit(team, book.clock.instant()))
                            .map(made::add));
            assertThat(made)
                    .singleElement()
                    .satisfies(bill -> assertThat(bill.amountCents()).isEqualTo(70));
        }
    }

    @Test
    void losesNothingWhateverHappens_S12() {
        Random random = new Random(20_261_124);
        UUID team = book.team("1000000");
        List<Bill> made = new ArrayList<>();
        for (int step = 0; step < 150; step++) {
            switch (random.nextInt(6)) {
                case 0 -> book.adjust(team, random.nextLong(1, 90_000_000));
                case 1 -> book.adjust(team, -random.nextLong(1, 90_000_000));
                case 2 -> book.bill(team).ifPresent(made::add);
                case 3 -> {
                    if (!made.isEmpty()) {
                        Bill bill = made.remove(random.nextInt(made.size()));
                        book.voids(bill);
                    }
                }
                default ->
                    book.uses(
                            team, "E" + random.nextInt(3), "0.0" + random.nextInt(1, 999_999), 1 + random.nextInt(30));
            }
        }
        assertThat(book.figure("""
                        SELECT count(*) FROM creative_bill b
                         WHERE (SELECT count(*) FROM creative_bill_line l WHERE l.bill_id = b.id AND l.usage_nanos = 0 AND l.quantity = 0
                                   AND l.carried_in_nanos BETWEEN 1 AND 9999999) > 1"""))
                .as("bills with more than one line of what is left")
                .isZero();
        book.uses(team, "E0", "1", 1_000);
        Bill last = book.bill(team).orElseThrow();
        long asked = book.figure("SELECT sum(amount_cents) FROM creative_bill WHERE billed_again_by IS NULL");
        long carried = book.figure(
                "SELECT coalesce(sum(carried_out_nanos), 0) FROM creative_bill_line WHERE bill_id = ?", last.id());
        assertThat(asked * CENT_NANOS + carried)
                .isEqualTo(book.figure("SELECT -balance_units FROM account WHERE id = ?", book.account(team)));
    }

    @Test
    void asksAgainForWhatWentBackOfAPaidBillInALineOfItsOwn_S12() {
        UUID team = book.team("1");
        book.uses(team, "KLING", "0.07", 10);
        Bill paid = book.pays(book.bill(team).orElseThrow());
        book.uses(team, "KLING", "0.05", 18); // so that 0.10 are available

        Bill returned = book.refunds(paid, 83, 83);

        assertThat(returned.returnedNanos()).isEqualTo(70 * CENT_NANOS);
        assertThat(returned.problem()).contains("$0.7");
        Bill next = book.bill(team).orElseThrow();
        assertThat(next.amountCents()).isEqualTo(160);
        assertThat(book.figure(
                        "SELECT billed_cents FROM creative_bill_line WHERE bill_id = ? AND type = 'RETURNED'",
                        next.id()))
                .isEqualTo(70);
        assertThat(book.bill(team)).isEmpty();
    }

    @Test
    void roundsWhatWentBackInPartsOnTheWhole_S12() {
        UUID team = book.team("100");
        book.uses(team, "KLING", "0.07", 10);
        Bill paid = book.pays(book.bill(team).orElseThrow());

        for (long cents = 1; cents <= 83; cents++) {
            book.refunds(paid, cents, 83);
        }
        assertThat(book.find(paid).returnedNanos()).isEqualTo(70 * CENT_NANOS);
        Bill none = book.refunds(paid, 0, 83);

        assertThat(none.returnedNanos()).isZero();
        assertThat(none.problem()).isNull();
        assertThat(book.figure("SELECT balance_units FROM account WHERE id = ?", paid.accountId()))
                .isZero();
    }
}
