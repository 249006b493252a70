package com.wevion.credits.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.platform.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The use of members this month, by the ledger's own books. */
class MemberUsesTest {
    private final TestLedger book = new TestLedger();
    private final MemberUses uses = new MemberUses(book.pool, book.clock);

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void countsChargesAndOpenHoldsOfThisMonthOnly_D13() {
        AccountState wallet = book.wallet(1_000);
        Hold done = book.hold(wallet, 100);
        book.ledger.post(done);
        book.ledger.post(TestLedger.settle(done, 70));
        book.ledger.post(book.hold(wallet, 30));
        assertThat(use(wallet)).isEqualTo(Map.of(TestLedger.ALICE, new MemberUse(100, 0)));

        book.clock.advance(Duration.ofDays(32));

        assertThat(use(wallet)).isEqualTo(Map.of(TestLedger.ALICE, new MemberUse(30, 0)));
    }

    @Test
    void knowsNothingOfOthersAndOfOtherTeams() {
        AccountState wallet = book.wallet(1_000);
        book.ledger.post(book.hold(wallet, 100));

        assertThat(uses.of(wallet.teamId(), List.of(Ids.next()))).isEmpty();
        assertThat(uses.of(UUID.randomUUID(), List.of(TestLedger.ALICE))).isEmpty();
        assertThat(uses.of(wallet.teamId(), List.of())).isEmpty();
    }

    private Map<UUID, MemberUse> use(AccountState account) {
        return uses.of(account.teamId(), List.of(TestLedger.ALICE));
    }
}
