package com.wevion.credits.ledger;

import static com.wevion.credits.ledger.TestLedger.arrived;
import static com.wevion.credits.ledger.TestLedger.end;
import static com.wevion.credits.ledger.TestLedger.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.HoldEndedOtherwise;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.operation.Void;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A report counts by the time at which it came (D8). */
class LedgerArrivalTest {
    private final TestLedger book = new TestLedger();

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void settlesAndVoidsLaterWhatCameInTime_D8() {
        AccountState wallet = book.wallet(100);
        Hold delivered = book.hold(wallet, 10);
        Hold failed = book.hold(wallet, 10);
        book.ledger.post(delivered);
        book.ledger.post(failed);
        Instant inTime = delivered.expiresAt().minusMillis(1);
        book.clock.advance(TestLedger.HOLD_TIME.plusMinutes(4));

        assertThat(book.ledger.post(arrived(settle(delivered, 10), inTime)).chargedUnits())
                .isEqualTo(10);
        assertThat(book.ledger.post(settle(delivered, 10)).replayed())
                .as("whenever it comes again")
                .isTrue();
        Void end = end(failed);
        book.ledger.post(new Void(end.holdId(), end.accountId(), TestLedger.arrived(end.report(), inTime)));

        assertThat(book.holds.find(failed.holdId()).orElseThrow().state()).isEqualTo(HoldState.VOIDED);
        assertThat(book.now(wallet).balanceUnits()).isEqualTo(90);
        assertThat(book.violations()).isEmpty();
    }

    @Test
    void chargesNothingForWhatCameWhenTheHoldHadExpiredHoweverItsSenderDatesIt_D8() {
        AccountState wallet = book.wallet(100);
        Hold late = book.hold(wallet, 10);
        Hold early = book.hold(wallet, 10);
        book.ledger.post(late);
        book.ledger.post(early);

        Instant nextYear = late.expiresAt().plus(Duration.ofDays(400));
        assertThat(book.ledger.post(arrived(settle(early, 10), nextYear)).chargedUnits())
                .as("nothing comes later than now")
                .isEqualTo(10);
        book.clock.advance(TestLedger.HOLD_TIME.plusMinutes(4));
        Settle settle = arrived(settle(late, 10), late.expiresAt());

        assertThatThrownBy(() -> book.ledger.post(settle))
                .isInstanceOfSatisfying(
                        HoldEndedOtherwise.class,
                        refusal -> assertThat(refusal.state()).isEqualTo(HoldState.EXPIRED));
        assertThatThrownBy(
                        () -> book.ledger.post(arrived(settle, late.expiresAt().minusMillis(1))))
                .as("an end stays")
                .isInstanceOf(HoldEndedOtherwise.class);
        assertThat(book.now(wallet).balanceUnits()).isEqualTo(90);
    }
}
