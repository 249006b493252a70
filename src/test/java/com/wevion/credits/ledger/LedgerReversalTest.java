package com.wevion.credits.ledger;

import static com.wevion.credits.ledger.TestLedger.credit;
import static com.wevion.credits.ledger.TestLedger.debit;
import static com.wevion.credits.ledger.TestLedger.end;
import static com.wevion.credits.ledger.TestLedger.reversal;
import static com.wevion.credits.ledger.TestLedger.settle;
import static com.wevion.credits.ledger.operation.Reversal.Amounts.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.Crowd;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.operation.AmountOutOfRange;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.InsufficientFunds;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.ledger.operation.Reversed;
import com.wevion.credits.ledger.operation.RowsRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The effects of refunds and disputes on a balance (D15). */
class LedgerReversalTest {
    private final TestLedger book = new TestLedger();

    @AfterEach
    void everyInvariantHolds() {
        assertThat(book.violations()).isEmpty();
        book.close();
    }

    private static Reversal clawback(AccountState account, long units) {
        return reversal(account, NONE.clawBack(units));
    }

    private static Reversal reinstatement(AccountState account, long units) {
        return reversal(account, NONE.reinstate(units));
    }

    @Test
    void clawsBackWhatIsUnspentAndOwesTheRest_D15() {
        AccountState wallet = book.wallet(1_000);
        book.ledger.post(debit(wallet, 700));

        assertThat(book.ledger.post(clawback(wallet, 1_000))).isEqualTo(new Reversed(300, 0));

        assertThat(book.now(wallet).balanceUnits()).isZero();
        assertThat(book.now(wallet).debtUnits()).isEqualTo(700);
        assertThat(book.lines(wallet)).containsExactly("CLAWBACK -300 0", "USAGE -700 300", "PURCHASE 1000 1000");
    }

    @Test
    void leavesWhatWorkHasSetAsideAndTakesItFromTheNextPurchase_D5_D15() {
        AccountState wallet = book.wallet(1_000);
        Hold hold = book.hold(wallet, 400);
        book.ledger.post(hold);

        book.ledger.post(clawback(wallet, 1_000));
        assertThat(book.now(wallet).heldUnits()).isEqualTo(400);
        book.ledger.post(end(hold));

        assertThat(book.now(wallet).balanceUnits()).isEqualTo(400);
        assertThat(book.now(wallet).availableUnits())
                .as("a debt of 400 waits for it")
                .isZero();
        assertThatThrownBy(() -> book.ledger.post(book.hold(wallet, 1))).isInstanceOf(InsufficientFunds.class);
        book.ledger.post(credit(wallet, 500));
        assertThat(book.now(wallet).debtUnits()).isZero();
        assertThat(book.now(wallet).availableUnits()).isEqualTo(500);
    }

    @Test
    void paysADebtFirstByTheNextPurchase_D15() {
        AccountState wallet = book.wallet(1_000);
        book.ledger.post(debit(wallet, 1_000));
        book.ledger.post(clawback(wallet, 1_000));

        Posted first = book.ledger.post(credit(wallet, 600));
        book.ledger.post(credit(wallet, 600));

        assertThat(first.balanceUnits()).as("after the purchase's own entry").isEqualTo(600);
        assertThat(book.lines(wallet))
                .startsWith("CLAWBACK -400 200", "PURCHASE 600 600", "CLAWBACK -600 0", "PURCHASE 600 600");
        assertThat(book.now(wallet).debtUnits()).isZero();
        assertThat(book.now(wallet).availableUnits()).isEqualTo(200);
    }

    @Test
    void paysADebtOnceHoweverOftenThePurchaseIsRepeated_D14() {
        AccountState wallet = book.wallet(0);
        book.ledger.post(clawback(wallet, 100));
        Posting purchase = credit(wallet, 600);

        book.ledger.post(purchase);
        assertThat(book.ledger.post(purchase).replayed()).isTrue();

        assertThat(book.now(wallet).balanceUnits()).isEqualTo(500);
    }

    @Test
    void forgivesADebtBeforeItReinstatesCredits_D15() {
        AccountState wallet = book.wallet(1_000);
        book.ledger.post(debit(wallet, 700));
        book.ledger.post(clawback(wallet, 1_000));

        assertThat(book.ledger.post(reinstatement(wallet, 1_000))).isEqualTo(new Reversed(300, 0));

        assertThat(book.now(wallet).debtUnits()).isZero();
        assertThat(book.lines(wallet)).startsWith("REINSTATEMENT 300 300");
    }

    @Test
    void freezesWhatIsUnspentAndNoMore_D15() {
        AccountState wallet = book.wallet(1_000);
        Hold hold = book.hold(wallet, 200);
        book.ledger.post(hold);

        assertThat(book.ledger.post(reversal(wallet, NONE.freeze(5_000)))).isEqualTo(new Reversed(0, 800));

        assertThat(book.now(wallet).availableUnits()).isZero();
        assertThat(book.ledger.post(settle(hold, 500)).shortfallUnits())
                .as("admitted work is done, but not paid by what is frozen")
                .isEqualTo(300);
        book.ledger.post(reversal(wallet, NONE.unfreeze(800)));
        assertThat(book.now(wallet).availableUnits()).isEqualTo(800);
        assertThat(book.lines(wallet)).startsWith("USAGE -200 800");
    }

    @Test
    void clawsBackWhatWasFrozen_D15() {
        AccountState wallet = book.wallet(1_000);
        book.ledger.post(reversal(wallet, NONE.freeze(600)));
        book.ledger.post(credit(wallet, 50));

        assertThat(book.ledger.post(reversal(wallet, NONE.unfreeze(600).clawBack(600))))
                .isEqualTo(new Reversed(600, 0));

        assertThat(book.now(wallet).frozenUnits()).isZero();
        assertThat(book.now(wallet).balanceUnits()).isEqualTo(450);
    }

    @Test
    void takesOfWhatWasFrozenAndFreezesTheRestInOneStep_D15() {
        AccountState wallet = book.wallet(1_000);
        book.ledger.post(reversal(wallet, NONE.freeze(1_000)));

        assertThat(book.ledger.post(
                        reversal(wallet, NONE.unfreeze(1_000).freeze(700).clawBack(300))))
                .isEqualTo(new Reversed(300, 700));

        assertThat(book.now(wallet).balanceUnits()).isEqualTo(700);
        assertThat(book.now(wallet).frozenUnits()).isEqualTo(700);
        book.ledger.post(reversal(wallet, NONE.unfreeze(700))); // no purchase has frozen it
    }

    @Test
    void freezesInTheSameStepWhatAReinstatementGivesBack_D15() {
        AccountState wallet = book.wallet(1_000);
        book.ledger.post(debit(wallet, 400));
        book.ledger.post(clawback(wallet, 1_000));

        assertThat(book.ledger.post(reversal(wallet, NONE.freeze(1_000).reinstate(1_000))))
                .isEqualTo(new Reversed(600, 600));

        assertThat(book.now(wallet).frozenUnits()).isEqualTo(600);
        assertThat(book.now(wallet).debtUnits()).isZero();
        book.ledger.post(reversal(wallet, NONE.unfreeze(600))); // no purchase has frozen it
    }

    @Test
    void reversesOnceHoweverOftenItIsAsked_D15() throws InterruptedException {
        AccountState wallet = book.wallet(1_000);
        Reversal nothingToTake = clawback(book.wallet(0), 100);
        Reversal reversal = clawback(wallet, 100);

        var results = Crowd.of(8, number -> book.node(book.clock).post(reversal));
        book.ledger.post(nothingToTake);

        assertThat(results).filteredOn(result -> result.thrown() == null).hasSize(1);
        assertThat(results)
                .filteredOn(result -> result.thrown() != null)
                .allSatisfy(result -> assertThat(result.thrown())
                        .isInstanceOfSatisfying(
                                RowsRefused.class,
                                refused -> assertThat(refused.isDuplicate()).isTrue()));
        assertThatThrownBy(() -> book.ledger.post(nothingToTake)).isInstanceOf(RowsRefused.class);
        assertThat(book.now(wallet).balanceUnits()).isEqualTo(900);
    }

    @Test
    void refusesToGiveBackMoreThanWasFrozen() {
        AccountState wallet = book.wallet(1_000);

        assertThatThrownBy(() -> book.ledger.post(reversal(wallet, NONE.unfreeze(1))))
                .isInstanceOf(RowsRefused.class);

        assertThat(book.now(wallet).frozenUnits()).isZero();
    }

    @Test
    void noticesADebtThatAnotherServerHasMade() {
        AccountState wallet = book.wallet(1_000);
        Ledger other = book.node(book.clock);
        Hold hold = book.hold(wallet, 1_000);
        book.ledger.post(hold);
        other.post(clawback(wallet, 1_000));

        book.ledger.post(credit(wallet, 1_500));

        assertThat(book.now(wallet).debtUnits()).isZero();
        assertThat(book.now(wallet).availableUnits()).isEqualTo(500);
    }

    @Test
    void givesBackUpToTheLargestBalanceAndRefusesMore() {
        AccountState wallet = book.wallet(Unit.LARGEST_UNITS);
        for (int i = 0; i < 2; i++) {
            book.ledger.post(credit(wallet, Unit.LARGEST_UNITS));
        }
        book.ledger.post(credit(wallet, Unit.LARGEST_UNITS - 1));

        assertThatThrownBy(() -> book.ledger.post(reinstatement(wallet, 2))).isInstanceOf(AmountOutOfRange.class);
        assertThat(book.ledger.post(reinstatement(wallet, 1))).isEqualTo(new Reversed(1, 0));

        assertThat(book.now(wallet).balanceUnits()).isEqualTo(4 * Unit.LARGEST_UNITS);
    }
}
