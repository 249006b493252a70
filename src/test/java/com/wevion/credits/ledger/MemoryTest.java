package com.wevion.credits.ledger;

import static com.wevion.credits.ledger.TestLedger.credit;
import static com.wevion.credits.ledger.TestLedger.debit;
import static com.wevion.credits.ledger.TestLedger.end;
import static com.wevion.credits.ledger.TestLedger.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.HoldEndedOtherwise;
import com.wevion.credits.ledger.operation.InsufficientFunds;
import com.wevion.credits.ledger.operation.MemberCapExceeded;
import com.wevion.credits.ledger.operation.Posting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Others may overtake what a server remembers, but not what it answers. */
class MemoryTest {
    private static final TestLedger BOOK = new TestLedger();
    private static final Ledger LEDGER = BOOK.ledger;
    private static final Ledger OTHER = BOOK.node(BOOK.clock);

    @AfterEach
    void everyInvariantHolds() {
        assertThat(BOOK.violations()).isEmpty();
    }

    @AfterAll
    static void close() {
        BOOK.close();
    }

    @Test
    void remembersWhatItHasWritten() {
        AccountState wallet = BOOK.wallet(100);
        Hold hold = BOOK.hold(wallet, 10);
        LEDGER.post(hold);

        assertThat(BOOK.memory.account(wallet.accountId()).heldUnits()).isEqualTo(10);
        assertThat(BOOK.memory.work(hold.holdId()).orElseThrow().amountUnits()).isEqualTo(10);
        LEDGER.post(settle(hold, 4));
        assertThat(BOOK.memory.account(wallet.accountId()).balanceUnits()).isEqualTo(96);
        assertThat(BOOK.memory.work(hold.holdId())).isEmpty();
    }

    @Test
    void seesWhatAnotherServerHasSpent() {
        AccountState wallet = BOOK.wallet(100);
        OTHER.post(debit(wallet, 90));

        assertThatThrownBy(() -> LEDGER.post(debit(wallet, 11)))
                .isInstanceOfSatisfying(
                        InsufficientFunds.class,
                        refusal -> assertThat(refusal.availableUnits()).isEqualTo(10));
        assertThat(LEDGER.post(debit(wallet, 10)).balanceUnits()).isZero();
    }

    @Test
    void seesWhatAnotherServerHasCredited() {
        AccountState wallet = BOOK.wallet(100);
        OTHER.post(credit(wallet, 900));

        assertThat(LEDGER.post(debit(wallet, 1_000)).balanceUnits()).isZero();
    }

    @Test
    void seesALimitThatWasChanged_D1() {
        AccountState creative = BOOK.creative(100);
        LEDGER.post(BOOK.hold(creative, 50));

        BOOK.accounts.limitCreative(creative.teamId(), 60);
        assertThatThrownBy(() -> LEDGER.post(BOOK.hold(creative, 40))).isInstanceOf(InsufficientFunds.class);
        BOOK.accounts.limitCreative(creative.teamId(), 200);
        assertThat(LEDGER.post(BOOK.hold(creative, 140)).availableUnits()).isEqualTo(10);
    }

    @Test
    void seesTheEndOfAHoldThatAnotherServerHasSettled_D8() {
        AccountState wallet = BOOK.wallet(100);
        Hold hold = BOOK.hold(wallet, 60);
        LEDGER.post(hold);
        Ending first = OTHER.post(settle(hold, 50));

        assertThatThrownBy(() -> LEDGER.post(end(hold)))
                .isInstanceOfSatisfying(
                        HoldEndedOtherwise.class,
                        refusal -> assertThat(refusal.state()).isEqualTo(HoldState.SETTLED));
        assertThat(LEDGER.post(settle(hold, 50)))
                .isEqualTo(new Ending(hold.holdId(), true, HoldState.SETTLED, 50, 0, 50, 50, first.at()));
    }

    @Test
    void countsWhatAMemberHasUsedOnAnotherServer_D13() {
        AccountState wallet = BOOK.wallet(1_000);
        LEDGER.post(BOOK.hold(wallet, 10, "1").within(100L));
        OTHER.post(BOOK.hold(wallet, 85, "2").within(100L));

        assertThatThrownBy(() -> LEDGER.post(BOOK.hold(wallet, 6, "3").within(100L)))
                .isInstanceOf(MemberCapExceeded.class);
        assertThat(LEDGER.post(BOOK.hold(wallet, 5, "4").within(100L)).heldUnits())
                .isEqualTo(5);
    }

    @Test
    void answersARetryEvenIfWhatIsLeftWouldNotSuffice() {
        AccountState wallet = BOOK.wallet(100);
        Hold hold = BOOK.hold(wallet, 80, "key");
        LEDGER.post(hold);
        Posting posting = debit(wallet, 15);
        LEDGER.post(posting);

        assertThat(LEDGER.post(BOOK.hold(wallet, 80, "key")).holdId()).isEqualTo(hold.holdId());
        assertThat(LEDGER.post(posting).replayed()).isTrue();
    }

    @Test
    void givesUpWhatItRemembersWhenTheRowsWereChangedByHand() {
        AccountState wallet = BOOK.wallet(100);
        BOOK.database.executeAsSuperuser("UPDATE account SET balance_units = 5 WHERE id = " + wallet.accountId());

        assertThatThrownBy(() -> LEDGER.post(debit(wallet, 6))).isInstanceOf(InsufficientFunds.class);

        BOOK.database.executeAsSuperuser("UPDATE account SET balance_units = 100 WHERE id = " + wallet.accountId());
    }
}
