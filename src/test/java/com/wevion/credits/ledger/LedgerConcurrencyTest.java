package com.wevion.credits.ledger;

import static com.wevion.credits.ledger.TestLedger.credit;
import static com.wevion.credits.ledger.TestLedger.debit;
import static com.wevion.credits.ledger.TestLedger.end;
import static com.wevion.credits.ledger.TestLedger.settle;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Crowd;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.decision.Memory;
import com.wevion.credits.ledger.operation.Admission;
import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.HoldEndedOtherwise;
import com.wevion.credits.ledger.operation.InsufficientFunds;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.ledger.operation.RowsRefused;
import com.wevion.credits.ledger.transaction.LedgerLimits;
import com.wevion.credits.platform.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerConcurrencyTest {
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
    void admitsExactlyTenOfAHundredHoldsWhenThereAreFundsForTen() throws InterruptedException {
        AccountState wallet = BOOK.wallet(100);

        List<Crowd.Result<Admission>> results = Crowd.of(100, number -> LEDGER.post(BOOK.hold(wallet, 10)));

        assertThat(results).filteredOn(result -> result.value() != null).hasSize(10);
        assertThat(results)
                .filteredOn(result -> result.thrown() instanceof InsufficientFunds)
                .hasSize(90);
        assertThat(BOOK.now(wallet).availableUnits()).isZero();
    }

    @Test
    void placesOneHoldForFiftyRequestsWithOneKey() throws InterruptedException {
        AccountState wallet = BOOK.wallet(100);

        List<Crowd.Result<Admission>> results = Crowd.of(50, number -> LEDGER.post(BOOK.hold(wallet, 10, "same")));

        assertThat(results.stream().map(result -> result.value().holdId()).distinct())
                .hasSize(1);
        assertThat(results).filteredOn(result -> !result.value().replayed()).hasSize(1);
        assertThat(BOOK.now(wallet).heldUnits()).isEqualTo(10);
    }

    @Test
    void settlesOnceForManyEqualCompletionsWhateverContradictsThem() throws InterruptedException {
        AccountState wallet = BOOK.wallet(1_000);
        Hold hold = BOOK.hold(wallet, 100);
        LEDGER.post(hold);

        List<Crowd.Result<Ending>> results =
                Crowd.of(200, number -> number == 77 ? LEDGER.post(end(hold)) : LEDGER.post(settle(hold, 40)));

        Ending contradiction = results.get(77).value();
        long expected = contradiction == null ? 960 : 1_000;
        assertThat(BOOK.now(wallet).balanceUnits()).isEqualTo(expected);
        assertThat(results)
                .filteredOn(result -> result.value() != null && !result.value().replayed())
                .hasSize(1);
        assertThat(results)
                .filteredOn(result -> result.thrown() instanceof HoldEndedOtherwise)
                .hasSize(contradiction == null ? 1 : 199);
    }

    @Test
    void drainsAWalletFromSixtyFourThreadsToTheLastMicro() throws InterruptedException {
        AccountState wallet = BOOK.wallet(100_000);

        List<Crowd.Result<Long>> charged = Crowd.of(64, number -> drain(wallet, new Random(number)));

        long sum = charged.stream().mapToLong(Crowd.Result::value).sum();
        assertThat(BOOK.now(wallet).balanceUnits()).isEqualTo(100_000 - sum);
        assertThat(BOOK.now(wallet).balanceUnits()).isZero();
    }

    private static long drain(AccountState wallet, Random random) {
        long charged = 0;
        while (true) {
            Hold hold = BOOK.partialHold(wallet, 1 + random.nextInt(100));
            try {
                LEDGER.post(hold);
            } catch (InsufficientFunds e) {
                if (BOOK.now(wallet).balanceUnits() == 0) {
                    return charged;
                }
                continue;
            }
            charged += LEDGER.post(settle(hold, 1 + random.nextInt(150))).chargedUnits();
        }
    }

    @Test
    void failsOneBadOperationAloneNotItsNeighbours() throws InterruptedException {
        AccountState wallet = BOOK.wallet(1_000);
        RefusedRow bad = new RefusedRow();

        List<Crowd.Result<Posted>> results =
                Crowd.of(40, number -> LEDGER.post(credit(wallet, 1).with(number % 10 == 3 ? bad : null)));

        assertThat(results)
                .filteredOn(result -> result.thrown() instanceof RowsRefused)
                .hasSize(4);
        assertThat(results).filteredOn(result -> result.value() != null).hasSize(36);
        assertThat(BOOK.now(wallet).balanceUnits()).isEqualTo(1_036);
    }

    /** A row that violates a constraint. */
    private record RefusedRow() implements Companion<Posted> {
        @Override
        public void write(Connection connection, List<Companion<?>> all) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO account (team_id, kind) VALUES (gen_random_uuid(), 'UNKNOWN')");
            }
        }
    }

    @Test
    void goesOnAfterABatchThatNetsToZero() throws InterruptedException {
        AccountState wallet = BOOK.wallet(100);

        Crowd.of(50, number -> LEDGER.post(number % 2 == 0 ? credit(wallet, 50) : debit(wallet, 50)));
        LEDGER.post(credit(wallet, 1));

        AccountState after = BOOK.now(wallet);
        assertThat(after.sequence()).isEqualTo(BOOK.history(wallet).size());
        LEDGER.post(debit(wallet, after.balanceUnits()));
        assertThat(BOOK.now(wallet).balanceUnits()).isZero();
    }

    @Test
    void refusesWhatExceedsTheQueueAndAnswersTheRest() throws Exception {
        LedgerLimits tight = new LedgerLimits(5, 10, 10, 1, Duration.ofSeconds(60), TestLedger.LOCKED);
        AccountState wallet = BOOK.wallet(1_000);
        try (var workers = new ClosingExecutor();
                Connection blocker = BOOK.pool.getConnection()) {
            Ledger small = new Ledger(
                    BOOK.pool,
                    new Memory(10),
                    workers,
                    TestLedger.time(BOOK.clock),
                    tight,
                    (operations, waited, database, accounts) -> {});
            blocker.setAutoCommit(false);
            try (Statement lock = blocker.createStatement()) {
                lock.execute("SELECT 1 FROM account WHERE id = " + wallet.accountId() + " FOR UPDATE");
            }
            AtomicLong refused = new AtomicLong();
            List<Crowd.Result<Posted>> results = Crowd.of(60, number -> {
                try {
                    return small.post(credit(wallet, 1));
                } catch (Unavailable e) {
                    // The blocker lets go once enough were turned away, which nobody's answer can depend on.
                    if (refused.incrementAndGet() == 40) {
                        blocker.rollback();
                    }
                    throw e;
                }
            });
            long answered =
                    results.stream().filter(result -> result.value() != null).count();
            assertThat(results)
                    .filteredOn(result -> result.thrown() instanceof Unavailable)
                    .hasSizeGreaterThanOrEqualTo(40);
            assertThat(BOOK.now(wallet).balanceUnits()).isEqualTo(1_000 + answered);
            assertThat(answered).isGreaterThanOrEqualTo(10);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void survivesRandomOperationsOnAFewAccounts(long seed) throws InterruptedException {
        List<AccountState> wallets =
                new ArrayList<>(List.of(BOOK.wallet(5_000), BOOK.wallet(50), BOOK.creative(3_000)));

        List<Crowd.Result<Integer>> results =
                Crowd.of(32, number -> wander(wallets, new Random(seed * 1_000 + number)));

        assertThat(results.stream().map(Crowd.Result::thrown).collect(Collectors.toSet()))
                .containsOnlyNulls();
    }

    /** Random operations, each repeated now and then; only refusals that can happen are let pass. */
    private static int wander(List<AccountState> wallets, Random random) {
        int refused = 0;
        Hold open = null;
        for (int step = 0; step < 60; step++) {
            AccountState wallet = wallets.get(random.nextInt(wallets.size()));
            try {
                if (open != null) {
                    Hold ended = open;
                    open = random.nextInt(4) == 0 ? open : null;
                    boolean settles = ended.amountUnits() % 3 != 0;
                    Ending ignored =
                            settles ? LEDGER.post(settle(ended, ended.amountUnits() * 2)) : LEDGER.post(end(ended));
                } else if (random.nextBoolean()) {
                    Hold hold = random.nextBoolean()
                            ? BOOK.hold(wallet, random.nextInt(80))
                            : BOOK.partialHold(wallet, random.nextInt(80));
                    LEDGER.post(hold);
                    open = hold;
                } else {
                    AccountState prepaid = wallets.get(random.nextInt(2));
                    LEDGER.post(
                            random.nextInt(3) == 0
                                    ? credit(prepaid, 1 + random.nextInt(30))
                                    : debit(prepaid, 1 + random.nextInt(60)));
                }
            } catch (InsufficientFunds e) {
                refused++;
            }
        }
        return refused;
    }
}
