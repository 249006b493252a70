package com.wevion.credits.ledger;

import static com.wevion.credits.ledger.TestLedger.credit;
import static com.wevion.credits.ledger.TestLedger.debit;
import static com.wevion.credits.ledger.TestLedger.end;
import static com.wevion.credits.ledger.TestLedger.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.operation.Admission;
import com.wevion.credits.ledger.operation.AmountOutOfRange;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.Expire;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.HoldEndedOtherwise;
import com.wevion.credits.ledger.operation.InsufficientFunds;
import com.wevion.credits.ledger.operation.MemberCapExceeded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final TestLedger BOOK = new TestLedger();
    private static final Ledger LEDGER = BOOK.ledger;

    @AfterEach
    void everyInvariantHolds() {
        assertThat(BOOK.violations()).isEmpty();
    }

    @AfterAll
    static void close() {
        BOOK.close();
    }

    @Test
    void keepsARunningBalanceWithoutGaps_D16() {
        AccountState wallet = BOOK.wallet(1_000);
        LEDGER.post(debit(wallet, 300));
        LEDGER.post(credit(wallet, 50));

        assertThat(BOOK.history(wallet))
                .extracting(EntryRecord::sequence, EntryRecord::amountUnits, EntryRecord::balanceAfterUnits)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3L, 50L, 750L),
                        org.assertj.core.groups.Tuple.tuple(2L, -300L, 700L),
                        org.assertj.core.groups.Tuple.tuple(1L, 1_000L, 1_000L));
    }

    @Test
    void refusesToOverdrawAWallet() {
        AccountState wallet = BOOK.wallet(100);

        assertThatThrownBy(() -> LEDGER.post(debit(wallet, 101)))
                .isInstanceOfSatisfying(InsufficientFunds.class, refusal -> {
                    assertThat(refusal.requiredUnits()).isEqualTo(101);
                    assertThat(refusal.availableUnits()).isEqualTo(100);
                });
        assertThat(BOOK.now(wallet)).isEqualTo(wallet);
    }

    @Test
    void setsAsideWhatAHoldTakesAndGivesItBackWhenVoided_S5_D4() {
        AccountState wallet = BOOK.wallet(100);
        Hold hold = BOOK.hold(wallet, 60);

        Admission admission = LEDGER.post(hold);
        assertThat(admission.heldUnits()).isEqualTo(60);
        assertThat(admission.availableUnits()).isEqualTo(40);
        assertThat(BOOK.now(wallet).balanceUnits()).isEqualTo(100);
        assertThatThrownBy(() -> LEDGER.post(debit(wallet, 41))).isInstanceOf(InsufficientFunds.class);

        Ending ending = LEDGER.post(end(hold));
        assertThat(ending.chargedUnits()).isZero();
        assertThat(ending.availableUnits()).isEqualTo(100);
        assertThat(BOOK.history(wallet)).hasSize(1);
    }

    @Test
    void chargesLessThanTheHoldAndReleasesTheRest_D7() {
        AccountState wallet = BOOK.wallet(100);
        Hold hold = BOOK.hold(wallet, 60);
        LEDGER.post(hold);

        Ending ending = LEDGER.post(settle(hold, 45));

        assertThat(ending.chargedUnits()).isEqualTo(45);
        assertThat(BOOK.now(wallet).balanceUnits()).isEqualTo(55);
        assertThat(BOOK.now(wallet).heldUnits()).isZero();
    }

    @Test
    void takesWhatIsAvailableBeyondTheHoldAndRecordsTheShortfall_D5() {
        AccountState wallet = BOOK.wallet(100);
        Hold other = BOOK.hold(wallet, 30);
        Hold hold = BOOK.hold(wallet, 10);
        LEDGER.post(other);
        LEDGER.post(hold);

        Ending ending = LEDGER.post(settle(hold, 90));

        assertThat(ending.chargedUnits()).isEqualTo(70);
        assertThat(ending.shortfallUnits()).isEqualTo(20);
        assertThat(BOOK.now(wallet).balanceUnits()).isEqualTo(30);
        assertThat(BOOK.history(wallet).get(0).shortfallUnits()).isEqualTo(20);
    }

    @Test
    void takesAPartialHoldOfWhatIsLeftButNoneOfNothing_D6() {
        AccountState wallet = BOOK.wallet(40);

        assertThat(LEDGER.post(BOOK.partialHold(wallet, 100)).heldUnits()).isEqualTo(40);
        assertThatThrownBy(() -> LEDGER.post(BOOK.partialHold(wallet, 1))).isInstanceOf(InsufficientFunds.class);
        assertThatThrownBy(() -> LEDGER.post(BOOK.partialHold(wallet, 0))).isInstanceOf(InsufficientFunds.class);
    }

    @Test
    void chargesNothingAfterTheHoldExpired_D8() {
        AccountState wallet = BOOK.wallet(100);
        Hold hold = BOOK.hold(wallet, 60);
        LEDGER.post(hold);
        BOOK.clock.advance(TestLedger.HOLD_TIME);

        assertThatThrownBy(() -> LEDGER.post(settle(hold, 50)))
                .isInstanceOfSatisfying(
                        HoldEndedOtherwise.class,
                        refusal -> assertThat(refusal.state()).isEqualTo(HoldState.EXPIRED));
        assertThat(BOOK.now(wallet).availableUnits()).isEqualTo(100);
    }

    @Test
    void releasesDueHoldsAndLeavesTheOthers_D4() {
        AccountState wallet = BOOK.wallet(100);
        Hold early = BOOK.hold(wallet, 60);
        LEDGER.post(early);
        BOOK.clock.advance(Duration.ofMinutes(10));
        Hold later = BOOK.hold(wallet, 10);
        LEDGER.post(later);
        BOOK.clock.advance(Duration.ofMinutes(6));

        List<Expire> due = BOOK.holds.due(HoldKind.CHAT_MESSAGE, BOOK.clock.instant(), List.of(), 1_000);
        LEDGER.expire(due);
        LEDGER.expire(due);
        LEDGER.expire(List.of(new Expire(later.holdId(), later.accountId())));

        assertThat(BOOK.now(wallet).heldUnits()).isEqualTo(10);
        assertThat(BOOK.holds.find(early.holdId()).orElseThrow().state()).isEqualTo(HoldState.EXPIRED);
        LEDGER.post(end(later));
    }

    @Test
    void capsAMemberByChargesAndOpenHoldsOfTheMonth_D13() {
        AccountState wallet = BOOK.wallet(1_000);
        Hold charged = BOOK.hold(wallet, 60, "1").within(100L);
        LEDGER.post(charged);
        LEDGER.post(settle(charged, 60));
        LEDGER.post(BOOK.hold(wallet, 30, "2").within(100L));

        assertThatThrownBy(() -> LEDGER.post(BOOK.hold(wallet, 11, "3").within(100L)))
                .isInstanceOfSatisfying(
                        MemberCapExceeded.class,
                        refusal -> assertThat(refusal.members())
                                .containsEntry("cap", "0.0001")
                                .containsEntry("used", "0.00009"));
        assertThat(LEDGER.post(BOOK.hold(wallet, 500, "4").orLess().within(100L))
                        .heldUnits())
                .as("a chat message is admitted with what is left")
                .isEqualTo(10);
        assertThatThrownBy(() -> LEDGER.post(BOOK.hold(wallet, 1, "5").orLess().within(100L)))
                .isInstanceOf(MemberCapExceeded.class);
    }

    @Test
    void startsTheCapAnewWithTheMonth_D13() {
        Instant before = BOOK.clock.instant();
        BOOK.clock.set(Instant.parse("2028-02-29T23:59:59Z"));
        AccountState wallet = BOOK.wallet(1_000);
        Hold february = BOOK.hold(wallet, 100, "1").within(100L);
        LEDGER.post(february);
        LEDGER.post(settle(february, 100));
        assertThatThrownBy(() -> LEDGER.post(BOOK.hold(wallet, 1, "2").within(100L)))
                .isInstanceOf(MemberCapExceeded.class);

        BOOK.clock.set(Instant.parse("2028-03-01T00:00:00Z"));
        Hold march = BOOK.hold(wallet, 100, "3").within(100L);
        LEDGER.post(march);
        LEDGER.post(end(march));

        BOOK.clock.set(before);
    }

    @Test
    void tellsTheEndOfTheMonthThatTheCapWasCountedIn_D13() {
        SettableClock behind = new SettableClock(Instant.parse("2027-12-31T23:59:59.9Z"));
        Ledger other = BOOK.node(behind);
        Instant before = BOOK.clock.instant();
        BOOK.clock.set(Instant.parse("2028-01-01T00:00:00Z"));
        AccountState wallet = BOOK.wallet(1_000);

        assertThatThrownBy(() -> other.post(BOOK.hold(wallet, 11, "1").within(10L)))
                .isInstanceOfSatisfying(
                        MemberCapExceeded.class,
                        refusal -> assertThat(refusal.members()).containsEntry("resetsAt", "2028-02-01T00:00:00Z"));

        BOOK.clock.set(before);
    }

    @Test
    void letsCreativeUsageAccrueDownToTheSpendingLimit_D1() {
        AccountState creative = BOOK.creative(100);
        Hold hold = BOOK.hold(creative, 70);
        LEDGER.post(hold);
        LEDGER.post(settle(hold, 70));

        assertThat(BOOK.now(creative).balanceUnits()).isEqualTo(-70);
        assertThat(BOOK.now(creative).availableUnits()).isEqualTo(30);
        assertThatThrownBy(() -> LEDGER.post(BOOK.hold(creative, 31))).isInstanceOf(InsufficientFunds.class);
    }

    @Test
    void refusesAmountsThatNoOperationCanHave() {
        AccountState wallet = BOOK.wallet(100);

        assertThatThrownBy(() -> BOOK.hold(wallet, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> credit(wallet, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> credit(wallet, Long.MIN_VALUE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settle(BOOK.hold(wallet, 1), -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesABalanceBeyondWhatItCanCount() {
        AccountState wallet = BOOK.wallet(0);
        for (int i = 0; i < 4; i++) {
            LEDGER.post(credit(wallet, Unit.LARGEST_UNITS));
        }

        assertThatThrownBy(() -> LEDGER.post(credit(wallet, Unit.LARGEST_UNITS)))
                .isInstanceOf(AmountOutOfRange.class);
        assertThat(BOOK.now(wallet).sequence()).isEqualTo(4);
    }
}
