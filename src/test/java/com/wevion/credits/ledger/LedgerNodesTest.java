package com.wevion.credits.ledger;

import static com.wevion.credits.ledger.TestLedger.debit;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.ledger.operation.Admission;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerNodesTest {
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
    void letsTwoServersWhoseClocksDifferWorkOnOneWallet_D16() throws InterruptedException {
        AccountState wallet = BOOK.wallet(10_000);
        SettableClock late = new SettableClock();
        late.set(BOOK.clock.instant().minusSeconds(5));
        Ledger other = BOOK.node(late);

        Crowd.of(32, number -> (number % 2 == 0 ? LEDGER : other).post(debit(wallet, 10 + number)));

        assertThat(BOOK.now(wallet).balanceUnits()).isEqualTo(10_000 - 32 * 10 - 31 * 32 / 2);
        assertThat(BOOK.history(wallet))
                .isSortedAccordingTo(Comparator.comparing(EntryRecord::at).reversed());
    }

    @Test
    void findsTheOtherHoldWhenOneKeyIsUsedOnBothAccountsAtOnce_D2() throws InterruptedException {
        AccountState credits = BOOK.wallet(1_000);
        BOOK.accounts.limitCreative(credits.teamId(), 1_000);
        AccountState creative = BOOK.accounts.of(credits.teamId(), AccountKind.CREATIVE);
        Ledger other = BOOK.node(BOOK.clock);

        for (int round = 0; round < 30; round++) {
            String key = "round " + round;
            List<Crowd.Result<Admission>> both = Crowd.of(
                    2,
                    number -> number == 0
                            ? LEDGER.post(BOOK.hold(credits, 1, key))
                            : other.post(BOOK.hold(creative, 1, key)));
            assertThat(both).allMatch(result -> result.thrown() == null);
            assertThat(both.get(0).value().holdId())
                    .isEqualTo(both.get(1).value().holdId());
        }
    }
}
