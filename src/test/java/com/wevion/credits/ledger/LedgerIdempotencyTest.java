package com.wevion.credits.ledger;

import static com.wevion.credits.ledger.TestLedger.credit;
import static com.wevion.credits.ledger.TestLedger.end;
import static com.wevion.credits.ledger.TestLedger.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.operation.Admission;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.HoldEndedOtherwise;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.operation.UnknownAccount;
import com.wevion.credits.ledger.operation.UnknownHold;
import com.wevion.credits.ledger.operation.WorkCharge;
import com.wevion.credits.ledger.operation.WorkReport;
import com.wevion.credits.platform.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerIdempotencyTest {
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
    void answersARetryOfAHoldAsAtFirst() {
        AccountState wallet = BOOK.wallet(100);
        Hold hold = BOOK.hold(wallet, 60, "key");
        Admission first = LEDGER.post(hold);
        LEDGER.post(end(hold));

        Admission again = LEDGER.post(BOOK.hold(wallet, 60, "key"));

        assertThat(again).isEqualTo(new Admission(hold.holdId(), true, 60, 40, first.expiresAt(), first.at()));
        assertThat(BOOK.now(wallet).heldUnits())
                .as("a late retry places no new hold")
                .isZero();
    }

    @Test
    void refusesAKeyThatWasUsedForAnotherRequest() {
        AccountState wallet = BOOK.wallet(100);
        LEDGER.post(BOOK.hold(wallet, 60, "key"));

        assertThatThrownBy(() -> LEDGER.post(BOOK.hold(wallet, 61, "key"))).isInstanceOf(IdempotencyKeyReused.class);
    }

    @Test
    void letsTwoTeamsUseOneKey() {
        AccountState one = BOOK.wallet(100);
        AccountState other = BOOK.wallet(100);

        Admission first = LEDGER.post(BOOK.hold(one, 60, "shared"));
        Admission second = LEDGER.post(BOOK.hold(other, 60, "shared"));

        assertThat(second.replayed()).isFalse();
        assertThat(second.holdId()).isNotEqualTo(first.holdId());
    }

    @Test
    void answersARepeatedSettlementAsAtFirstWhateverHappenedSince() {
        AccountState wallet = BOOK.wallet(100);
        Hold hold = BOOK.hold(wallet, 60);
        LEDGER.post(hold);
        Ending first = LEDGER.post(settle(hold, 50));
        LEDGER.post(credit(wallet, 1_000));

        Ending again = LEDGER.post(settle(hold, 50));

        assertThat(again).isEqualTo(new Ending(hold.holdId(), true, HoldState.SETTLED, 50, 0, 50, 50, first.at()));
    }

    @Test
    void letsTheFirstEndOfAHoldStand_D8() {
        AccountState wallet = BOOK.wallet(100);
        Hold hold = BOOK.hold(wallet, 60);
        LEDGER.post(hold);
        LEDGER.post(settle(hold, 50));

        assertThatThrownBy(() -> LEDGER.post(end(hold)))
                .isInstanceOfSatisfying(
                        HoldEndedOtherwise.class,
                        refusal -> assertThat(refusal.state()).isEqualTo(HoldState.SETTLED));
        assertThatThrownBy(() -> LEDGER.post(settle(hold, 51))).isInstanceOf(HoldEndedOtherwise.class);
        assertThat(BOOK.now(wallet).balanceUnits()).isEqualTo(50);
    }

    @Test
    void postsAnOperationOnceWhateverItsRetries() {
        AccountState wallet = BOOK.wallet(0);
        Posting posting = credit(wallet, 70);
        Posted first = LEDGER.post(posting);

        assertThat(LEDGER.post(posting)).isEqualTo(new Posted(true, first.sequence(), 70, 70, first.at()));
        Posting other = Posting.purchase(posting.operationId(), wallet.accountId(), 71);
        assertThatThrownBy(() -> LEDGER.post(other)).isInstanceOf(IdempotencyKeyReused.class);
        assertThat(BOOK.now(wallet).balanceUnits()).isEqualTo(70);
    }

    @Test
    void knowsNoHoldOfAnotherAccountAndNoUnknownAccount() {
        AccountState wallet = BOOK.wallet(100);
        AccountState other = BOOK.wallet(100);
        Hold hold = BOOK.hold(wallet, 10);
        LEDGER.post(hold);
        Settle foreign = new Settle(
                hold.holdId(),
                other.accountId(),
                new WorkCharge(10, "CHAT", "DEFAULT", 1, "{}"),
                new WorkReport(new byte[] {1}, "{}"));

        assertThatThrownBy(() -> LEDGER.post(foreign)).isInstanceOf(UnknownHold.class);
        assertThatThrownBy(() -> LEDGER.post(Posting.purchase(Ids.next(), Long.MAX_VALUE, 1)))
                .isInstanceOf(UnknownAccount.class);
    }
}
