package com.wevion.credits.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.MortalDatabase;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.decision.Memory;
import com.wevion.credits.ledger.operation.Admission;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.Operation;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.transaction.LedgerLimits;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.Sql;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL is killed again and again under many callers who insist until they know: what they were told is what the books
 * say, no more and no less. {@code -Dcrash.ledger.kills} says how often, {@code -Dcrash.seed} fixes what is done.
 */
@Tag("long")
class LedgerCrashTest {
    private static final int KILLS = Integer.getInteger("crash.ledger.kills", 5);
    private static final long SEED = Long.getLong("crash.seed", 1);
    private static final int CALLERS = 64;
    private static final int SPREAD = 3_000;
    private static final int AFTERWARDS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicInteger known = new AtomicInteger();
    private final AtomicInteger unavailable = new AtomicInteger();
    /** The answers to the callers, by the id of the operation and the kind of answer. */
    private final Map<String, String> told = new ConcurrentHashMap<>();

    @Test
    void losesAndDoublesNothingHoweverOftenTheDatabaseIsKilled() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try (MortalDatabase database = new MortalDatabase();
                HikariDataSource pool = database.pool(3)) {
            Accounts accounts = new Accounts(pool);
            LedgerLimits limits = new LedgerLimits(200, 10_000, 10_000, 2, Duration.ofSeconds(30), TestLedger.LOCKED);
            Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
            Ledger ledger = new Ledger(
                    pool,
                    new Memory(1_000),
                    workers,
                    TestLedger.time(clock),
                    limits,
                    (operations, waited, posting, changed) -> {});
            List<AccountState> wallets =
                    Stream.of(1, 2, 3).map(number -> wallet(accounts)).toList();
            wallets.forEach(wallet -> insist(ledger, TestLedger.credit(wallet, 10_000)));
            Random random = new Random(SEED);
            for (int kill = 1; kill <= KILLS; kill++) {
                int at = known.get() + random.nextInt(SPREAD);
                long seed = random.nextLong();
                CompletableFuture<?> over = CompletableFuture.runAsync(() -> killAndRestart(database, at));
                List<Crowd.Result<Integer>> ended = Crowd.of(CALLERS, caller -> {
                    work(ledger, wallets, new Random(seed + caller), over);
                    return caller;
                });
                over.get();
                assertThat(ended)
                        .allSatisfy(result -> assertThat(result.thrown()).isNull());
                assertThat(written(pool, wallets)).as("after kill %d", kill).isEqualTo(told);
                assertThat(TestLedger.violations(database.url())).isEmpty();
            }
            assertThat(unavailable.get()).isPositive();
        } finally {
            workers.shutdown();
        }
    }

    private static AccountState wallet(Accounts accounts) {
        UUID team = Ids.next();
        accounts.open(team, 0);
        return accounts.of(team, AccountKind.CREDITS);
    }

    private void killAndRestart(MortalDatabase database, int at) {
        soon(() -> known.get() >= at);
        int before = unavailable.get();
        database.kill();
        soon(() -> unavailable.get() > before);
        database.restart();
        int back = known.get();
        soon(() -> known.get() > back + AFTERWARDS);
    }

    private void work(Ledger ledger, List<AccountState> wallets, Random random, CompletableFuture<?> over) {
        while (!over.isDone()) {
            AccountState wallet = wallets.get(random.nextInt(wallets.size()));
            int dice = random.nextInt(10);
            if (dice < 2) {
                insist(ledger, TestLedger.credit(wallet, 1 + random.nextInt(200)));
            } else if (dice < 4) {
                insist(ledger, TestLedger.debit(wallet, 1 + random.nextInt(200)));
            } else {
                Hold hold = hold(wallet, random);
                if (insist(ledger, hold) instanceof Admission) {
                    Settle settle = TestLedger.settle(hold, random.nextInt(120));
                    insist(ledger, random.nextInt(4) == 0 ? TestLedger.end(hold) : settle);
                }
            }
        }
    }

    private static Hold hold(AccountState wallet, Random random) {
        UUID id = Ids.next();
        Hold hold = Hold.of(
                new AdmittedWork(
                        id,
                        wallet.accountId(),
                        wallet.teamId(),
                        HoldKind.CHAT_MESSAGE,
                        TestLedger.ALICE,
                        random.nextInt(100),
                        Clock.systemUTC().instant().plus(TestLedger.HOLD_TIME),
                        "{}"),
                id.toString(),
                new byte[] {1});
        return random.nextBoolean() ? hold.orLess() : hold;
    }

    /** Asks until it knows. */
    private Object insist(Ledger ledger, Operation<?> operation) {
        Object[] answer = new Object[1];
        soon(() -> {
            answer[0] = Answers.of(ledger, operation);
            if (answer[0] instanceof Unavailable) {
                unavailable.incrementAndGet();
                return false;
            }
            return true;
        });
        known.incrementAndGet();
        remember(operation, answer[0]);
        return answer[0];
    }

    private void remember(Operation<?> operation, Object answer) {
        if (answer instanceof Admission admission) {
            told.put("hold " + admission.holdId(), admission.heldUnits() + " leaves " + admission.availableUnits());
        } else if (answer instanceof Ending ending) {
            told.put(
                    "end " + ending.holdId(),
                    ending.state() + " " + ending.chargedUnits() + " leaves " + ending.balanceUnits());
        } else if (answer instanceof Posted posted) {
            UUID id = ((Posting) operation).operationId();
            told.put(
                    "post " + id, posted.sequence() + ": " + posted.amountUnits() + " leaves " + posted.balanceUnits());
        } else if (!(answer instanceof ReferenceLedger.Refused)) {
            throw new AssertionError(operation + " was answered by " + answer);
        }
    }

    private static Map<String, String> written(HikariDataSource pool, List<AccountState> wallets) {
        String ids = wallets.stream()
                .map(wallet -> Long.toString(wallet.accountId()))
                .collect(Collectors.joining(",", "(", ")"));
        List<String[]> rows = new ArrayList<>(Sql.on(pool)
                .list(
                        "SELECT 'hold ' || id AS what, amount_units || ' leaves ' || available_after_units AS how FROM hold"
                                + " WHERE account_id IN " + ids + " UNION ALL "
                                + "SELECT 'end ' || id, state || ' ' || charged_units || ' leaves ' || balance_at_end_units"
                                + " FROM hold WHERE state <> 'OPEN' AND account_id IN " + ids + " UNION ALL "
                                + "SELECT 'post ' || operation_id, sequence || ': ' || amount_units || ' leaves '"
                                + " || balance_after_units FROM entry WHERE reference_kind <> 'CHAT_MESSAGE'"
                                + " AND account_id IN " + ids,
                        row -> new String[] {row.getString("what"), row.getString("how")}));
        return rows.stream().collect(Collectors.toMap(row -> row[0], row -> row[1]));
    }

    private static void soon(Callable<Boolean> condition) {
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(PATIENCE)
                .until(condition);
    }
}
