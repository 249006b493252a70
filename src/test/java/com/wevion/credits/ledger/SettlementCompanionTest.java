package com.wevion.credits.ledger;

import static com.wevion.credits.ledger.TestLedger.end;
import static com.wevion.credits.ledger.TestLedger.settle;
import static com.wevion.credits.ledger.TestLedger.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.Crowd;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.decision.Memory;
import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.CompanionRows;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.HoldEndedOtherwise;
import com.wevion.credits.ledger.operation.RowsRefused;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.operation.Void;
import com.wevion.credits.ledger.transaction.Combiner;
import com.wevion.credits.ledger.transaction.Ticket;
import com.wevion.credits.platform.database.ArrayParameters;
import com.wevion.credits.platform.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows that are written with the end of a hold. */
class SettlementCompanionTest {
    private final TestLedger book = new TestLedger();

    /** As {@link Once}, written by the ledger's own statement. */
    private record Along(UUID id, long units) implements CompanionRows<Ending> {
        @Override
        public Along decided(Ending ending) {
            return new Along(id, ending.chargedUnits());
        }

        @Override
        public String insert() {
            return "INSERT INTO once SELECT * FROM unnest(?::uuid[], ?::bigint[])";
        }

        @Override
        public void bind(ArrayParameters arrays, List<Companion<?>> all) throws SQLException {
            arrays.rows(all.stream().map(Along.class::cast).toList())
                    .uuids(Along::id)
                    .longs(Along::units);
        }
    }

    @AfterEach
    void everyInvariantHolds() {
        assertThat(book.violations()).isEmpty();
        book.close();
    }

    @Test
    void areToldWhatWasChargedAndWrittenOnce_D5() {
        AccountState wallet = book.wallet(100);
        Hold hold = placed(book.partialHold(wallet, 60));
        Settle settle = with(settle(hold, 250), new Along(hold.holdId(), -1));

        assertThat(book.ledger.post(settle).chargedUnits()).isEqualTo(100);
        assertThat(book.ledger.post(settle).replayed()).isTrue();

        assertThat(written(hold)).containsExactly(100L);
    }

    @Test
    void areWrittenOnceForManyEqualSettlementsAtOnce() throws InterruptedException {
        AccountState wallet = book.wallet(100);
        Hold hold = placed(book.hold(wallet, 60));

        Crowd.of(20, caller -> book.ledger.post(with(settle(hold, 60), new Along(hold.holdId(), -1))));

        assertThat(written(hold)).containsExactly(60L);
    }

    @Test
    void areWrittenWithAVoidThatChargesNothing() {
        Hold hold = placed(book.hold(book.wallet(100), 60));
        Void end = end(hold);

        book.ledger.post(new Void(end.holdId(), end.accountId(), end.report(), new Along(hold.holdId(), -1)));

        assertThat(written(hold)).containsExactly(0L);
    }

    @Test
    void areNotWrittenForAnEndThatComesTooLate_D8() {
        Hold hold = placed(book.hold(book.wallet(100), 60));
        book.clock.advance(TestLedger.HOLD_TIME);

        assertThatThrownBy(() -> book.ledger.post(with(settle(hold, 60), new Along(hold.holdId(), -1))))
                .isInstanceOf(HoldEndedOtherwise.class);

        assertThat(written(hold)).isEmpty();
    }

    @Test
    void takeTheSettlementBackIfTheyAreRefused() {
        AccountState wallet = book.wallet(100);
        Hold hold = placed(book.hold(wallet, 60));
        book.database.execute("INSERT INTO once VALUES ('" + hold.holdId() + "', 7)");

        assertThatThrownBy(() -> book.ledger.post(with(settle(hold, 60), new Along(hold.holdId(), -1))))
                .isInstanceOf(RowsRefused.class);

        assertThat(book.now(wallet).balanceUnits()).isEqualTo(100);
        assertThat(book.now(wallet).heldUnits()).isEqualTo(60);
        assertThat(written(hold)).containsExactly(7L);
    }

    @Test
    void areWrittenTogetherWithThoseThatNeedAStatementOfTheirOwn() throws InterruptedException {
        List<Hold> holds = List.of(
                placed(book.hold(book.wallet(100), 10)),
                placed(book.hold(book.wallet(100), 20)),
                placed(book.hold(book.wallet(100), 30)),
                placed(book.hold(book.wallet(100), 40)));

        Crowd.of(holds.size(), caller -> {
            UUID id = holds.get(caller).holdId();
            return book.ledger.post(with(
                    settle(holds.get(caller), 5 + caller), caller % 2 == 0 ? new Along(id, -1) : new Once(id, -1)));
        });

        for (int i = 0; i < holds.size(); i++) {
            assertThat(written(holds.get(i))).containsExactly(5L + i);
        }
    }

    @Test
    void areWrittenInOneBatchInOrder() {
        AccountState wallet = book.wallet(100);
        Hold first = placed(book.hold(wallet, 10));
        Hold second = placed(book.hold(wallet, 10));
        Hold third = placed(book.hold(wallet, 10));
        List<Integer> batches = new ArrayList<>();
        Combiner combiner = new Combiner(
                book.pool,
                new Memory(10),
                Runnable::run,
                TestLedger.time(book.clock),
                TestLedger.LIMITS,
                (operations, waited, took, accounts) -> batches.add(operations));
        List<Ticket<?>> tickets = List.of(
                new Ticket<>(with(settle(first, 1), new Along(first.holdId(), 0))),
                new Ticket<>(with(settle(second, 2), new Once(second.holdId(), 0))),
                new Ticket<>(with(settle(third, 3), new Along(third.holdId(), 0))),
                new Ticket<>(TestLedger.credit(wallet, 7)));

        combiner.enqueue(tickets);
        tickets.forEach(combiner::await);

        assertThat(batches).containsExactly(4);
        assertThat(book.now(wallet).balanceUnits()).isEqualTo(101);
        assertThat(written(first)).containsExactly(1L);
        assertThat(written(second)).containsExactly(2L);
        assertThat(written(third)).containsExactly(3L);
    }

    private Hold placed(Hold hold) {
        book.ledger.post(hold);
        return hold;
    }

    private List<Long> written(Hold hold) {
        return Sql.on(book.pool)
                .list("SELECT units FROM once WHERE id = ?", row -> row.getLong("units"), hold.holdId());
    }
}
