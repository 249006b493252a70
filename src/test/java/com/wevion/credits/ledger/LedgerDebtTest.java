package com.wevion.credits.ledger;

import static com.wevion.credits.ledger.operation.Reversal.Amounts.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.platform.Ids;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A debt that is older than a clawback (D15). */
class LedgerDebtTest {
    private final TestLedger book = new TestLedger();

    @AfterEach
    void everyInvariantHolds() {
        assertThat(book.violations()).isEmpty();
        book.close();
    }

    private static Reversal clawback(AccountState account, long units) {
        return TestLedger.reversal(account, NONE.clawBack(units));
    }

    @Test
    void takesAnOlderDebtUnderItsOwnNameBeforeAClawback_D15() {
        AccountState wallet = owing(300);
        give(wallet, 400);
        Reversal clawback = clawback(wallet, 100);

        assertThat(book.ledger.post(clawback).movedUnits()).isEqualTo(100);

        List<EntryRecord> made = book.history(wallet).subList(0, 2);
        assertThat(made)
                .extracting(entry -> entry.type() + " " + entry.referenceKind() + " " + entry.amountUnits())
                .containsExactly("CLAWBACK REFUND -100", "CLAWBACK DEBT -300");
        assertThat(made.get(0).operationId()).isEqualTo(clawback.operationId());
        assertThat(made.get(1).operationId()).isEqualTo(Reversal.debtPaymentOf(clawback.operationId()));
        assertThat(made.get(1).explanation())
                .isEqualTo("{\"reason\":\"DEBT\",\"paidBy\":\"" + clawback.operationId() + "\"}");
        assertThat(book.now(wallet).debtUnits()).isZero();
    }

    @Test
    void servesTheOlderDebtFirstWhenThereIsTooLittleForBoth_D15() {
        AccountState wallet = owing(300);
        give(wallet, 350);
        assertThat(book.ledger.post(clawback(wallet, 100)).movedUnits()).isEqualTo(50);
        assertThat(book.lines(wallet)).startsWith("CLAWBACK -50 0", "CLAWBACK -300 50");
        assertThat(book.now(wallet).debtUnits()).as("of the second one").isEqualTo(50);

        AccountState poorer = owing(300);
        give(poorer, 200);
        assertThat(book.ledger.post(clawback(poorer, 100)).movedUnits()).isZero();
        assertThat(book.lines(poorer)).startsWith("CLAWBACK -200 0", "ADJUSTMENT 200 200");
        assertThat(book.now(poorer).debtUnits()).isEqualTo(200);
    }

    @Test
    void leavesADebtToTheNextPurchaseWhenCreditsBecomeFreeOtherwise_D15() {
        AccountState wallet = owing(300);

        give(wallet, 400);
        book.ledger.post(TestLedger.reversal(wallet, NONE.reinstate(100)));

        assertThat(book.now(wallet).debtUnits()).isEqualTo(200);
        assertThat(book.now(wallet).balanceUnits()).isEqualTo(400);
        assertThat(book.now(wallet).availableUnits()).isEqualTo(200);
    }

    /** An account without credits that owes. */
    private AccountState owing(long units) {
        AccountState wallet = book.wallet(0);
        book.ledger.post(clawback(wallet, units));
        return wallet;
    }

    /** Credits become free without a purchase. */
    private void give(AccountState wallet, long units) {
        book.ledger.post(Posting.adjustment(Ids.next(), wallet.accountId(), units));
    }
}
