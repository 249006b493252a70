package com.wevion.credits.ledger;

import static com.wevion.credits.ledger.TestLedger.credit;
import static com.wevion.credits.ledger.TestLedger.debit;
import static com.wevion.credits.ledger.TestLedger.end;
import static com.wevion.credits.ledger.TestLedger.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.decision.Memory;
import com.wevion.credits.ledger.operation.Expire;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.InsufficientFunds;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.transaction.LedgerLimits;
import com.wevion.credits.platform.OutcomeUnknown;
import com.wevion.credits.platform.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The combining of operations. One transaction at a time is kept waiting by a row lock, so that what arrives meanwhile has to
 * wait in the order of its arrival.
 */
class CombiningTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int BATCH_SIZE = 20;
    /** The patience of callers who are to lose it; long enough for a transaction to begin on a busy machine. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final TestLedger book = new TestLedger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** Operations of each transaction. */
    private final List<Integer> batches = new CopyOnWriteArrayList<>();

    private final AccountState gate = book.wallet(1_000);
    private Ledger ledger;
    private Connection blocker;

    @BeforeEach
    void begin() throws SQLException {
        ledger = ledger(Duration.ofSeconds(60));
        blocker = book.pool.getConnection();
        blocker.setAutoCommit(false);
    }

    private Ledger ledger(Duration timeout) {
        LedgerLimits limits = new LedgerLimits(BATCH_SIZE, 1_000, 1_000, 1, timeout, TestLedger.LOCKED);
        return new Ledger(
                book.pool,
                new Memory(1_000),
                threads,
                TestLedger.time(book.clock),
                limits,
                (operations, waited, database, accounts) -> batches.add(operations));
    }

    @AfterEach
    void everyInvariantHolds() throws SQLException {
        blocker.rollback();
        blocker.close();
        ledger.stop();
        assertThat(book.violations()).isEmpty();
        threads.shutdown();
        book.close();
    }

    /** Keeps the next transaction waiting, which a posting to the gate's account begins. */
    private Future<Posted> close() throws SQLException {
        lock(blocker, gate);
        Future<Posted> first = submit(() -> ledger.post(credit(gate, 1)));
        await().atMost(PATIENCE).until(this::isTransactionWaiting);
        return first;
    }

    private static void lock(Connection connection, AccountState account) throws SQLException {
        try (Statement lock = connection.createStatement()) {
            lock.execute("SELECT 1 FROM account WHERE id = " + account.accountId() + " FOR UPDATE");
        }
    }

    private boolean isTransactionWaiting() throws SQLException {
        try (Statement look = blocker.createStatement();
                var row = look.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    private <T> CompletableFuture<T> submit(Supplier<T> operation) {
        return CompletableFuture.supplyAsync(operation, threads);
    }

    /** Submits, and returns when it waits behind all that were submitted before. */
    private <T> CompletableFuture<T> queue(Supplier<T> operation) {
        int before = ledger.queueLength();
        CompletableFuture<T> answer = submit(operation);
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> ledger.queueLength() == before + 1);
        return answer;
    }

    /** A worker is told of its transaction only after the callers have their answers. */
    private void awaitTransactions(Integer... sizes) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(batches).containsExactly(sizes));
    }

    @Test
    void postsASingleOperationByItself() {
        ledger.post(credit(gate, 1));
        ledger.post(credit(gate, 1));

        assertThat(batches).containsExactly(1, 1);
    }

    @Test
    void combinesAllKindsOfOperationsOfSeveralAccounts() throws Exception {
        AccountState wallet = book.wallet(1_000);
        AccountState creative = book.creative(500);
        Hold settled = book.hold(wallet, 100);
        Hold voided = book.hold(creative, 100);
        Hold due = book.hold(creative, 30);
        List.of(settled, voided, due).forEach(ledger::post);
        batches.clear();
        Future<Posted> first = close();

        var hold = queue(() -> ledger.post(book.hold(wallet, 200)));
        var settle = queue(() -> ledger.post(settle(settled, 60)));
        var end = queue(() -> ledger.post(end(voided)));
        var notDue = queue(() -> {
            ledger.expire(List.of(new Expire(due.holdId(), due.accountId())));
            return true;
        });
        var credit = queue(() -> ledger.post(credit(wallet, 7)));
        var debit = queue(() -> ledger.post(debit(wallet, 3)));
        var tooMuch = queue(() -> ledger.post(debit(wallet, 5_000)));
        blocker.rollback();

        first.get();
        assertThat(hold.get().availableUnits()).isEqualTo(700);
        assertThat(settle.get().balanceUnits()).isEqualTo(940);
        assertThat(end.get().availableUnits()).isEqualTo(470);
        assertThat(notDue.get()).isTrue();
        assertThat(credit.get().balanceUnits()).isEqualTo(947);
        assertThat(debit.get().balanceUnits()).isEqualTo(944);
        assertThatThrownBy(tooMuch::get).hasCauseInstanceOf(InsufficientFunds.class);
        awaitTransactions(1, 7);
    }

    @Test
    void letsAQuietAccountInBeforeTheRestOfAFlood() throws Exception {
        AccountState flooded = book.wallet(100_000);
        AccountState quiet = book.wallet(10);
        Future<Posted> first = close();
        List<Future<Posted>> flood = new ArrayList<>();
        for (int i = 0; i < 5 * BATCH_SIZE; i++) {
            flood.add(queue(() -> ledger.post(debit(flooded, 1))));
        }
        var answer = queue(() -> {
            ledger.post(debit(quiet, 1));
            return batches.size();
        });
        blocker.rollback();

        first.get();
        for (Future<Posted> debit : flood) {
            debit.get();
        }
        awaitTransactions(1, 20, 20, 20, 20, 20, 1);
        assertThat(answer.get()).as("transactions before the answer").isLessThan(6);
    }

    @Test
    void answersWhatItHasTakenInBeforeItStops() throws Exception {
        Future<Posted> first = close();
        var waiting = queue(() -> ledger.post(debit(gate, 10)));
        CompletableFuture<?> stopped = CompletableFuture.runAsync(ledger::stop, threads);
        await().atMost(PATIENCE).until(this::isRefusing);
        assertThat(stopped).isNotDone();
        blocker.rollback();

        first.get();
        assertThat(waiting.get().balanceUnits()).isEqualTo(991);
        stopped.get();
    }

    private boolean isRefusing() {
        var answer = submit(() -> ledger.post(book.hold(gate, 0)));
        await().atMost(PATIENCE).until(() -> answer.isDone() || ledger.queueLength() > 1);
        return answer.isCompletedExceptionally();
    }

    @Test
    void neverPostsWhatACallerHasGivenUpWhileItWaited() throws Exception {
        ledger = ledger(SHORT);
        Future<Posted> first = close();
        Posting posting = debit(gate, 10);
        var lost = queue(() -> ledger.post(posting));

        assertThatThrownBy(lost::get)
                .cause()
                .isExactlyInstanceOf(Unavailable.class)
                .hasMessageEndingWith("Nothing was changed; try again later.");
        blocker.rollback();
        assertThat(first.get().balanceUnits())
                .as("it has run the transaction itself")
                .isEqualTo(1_001);
        assertThat(ledger.queueLength()).isZero();
        assertThat(ledger.post(posting)).satisfies(answer -> {
            assertThat(answer.replayed()).isFalse();
            assertThat(answer.balanceUnits()).isEqualTo(991);
        });
    }

    @Test
    void tellsTheOutcomeToACallerThatHasGivenUpDuringItsTransactionAndAsksAgain() throws Exception {
        ledger = ledger(SHORT);
        AccountState other = book.wallet(1_000);
        Posting posting = debit(other, 10);
        try (Connection second = book.pool.getConnection()) {
            second.setAutoCommit(false);
            lock(second, other);
            Future<Posted> first = close();
            var lost = queue(() -> ledger.post(posting));
            blocker.rollback(); // a worker goes on, and waits for the other account
            first.get();

            assertThatThrownBy(lost::get)
                    .hasCauseInstanceOf(OutcomeUnknown.class)
                    .hasMessageEndingWith("retry with the same key to find out.");
            second.rollback();
        }

        await().atMost(PATIENCE).until(() -> batches.size() == 2);
        assertThat(ledger.post(posting)).satisfies(answer -> {
            assertThat(answer.replayed()).isTrue();
            assertThat(answer.balanceUnits()).isEqualTo(990);
        });
    }
}
