package com.wevion.credits.ledger;

import static org.awaitility.Awaitility.await;

import com.wevion.credits.ledger.operation.Operation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * Lets operations arrive one after the other, each in a thread of its own, while another transaction locks their accounts;
 * when it ends, all of them are decided at once.
 */
final class Arrivals implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Connection locker;
    private final Connection observer;

    Arrivals(String databaseUrl) {
        try {
            locker = DriverManager.getConnection(databaseUrl);
            locker.setAutoCommit(false);
            observer = DriverManager.getConnection(databaseUrl);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answers, in the order of the operations, which is that of their arrival. */
    List<Object> answers(Ledger ledger, Collection<Long> accounts, List<Operation<?>> operations) throws SQLException {
        String ids = accounts.stream().map(String::valueOf).collect(Collectors.joining(","));
        Object[] answers = new Object[operations.size()];
        List<Thread> callers = new ArrayList<>();
        try (Statement lock = locker.createStatement()) {
            lock.execute("SELECT 1 FROM account WHERE id IN (" + ids + ") ORDER BY id FOR UPDATE");
            for (int i = 0; i < answers.length; i++) {
                int number = i;
                callers.add(arrive(() -> answers[number] = Answers.of(ledger, operations.get(number))));
            }
        } finally {
            locker.rollback();
        }
        soon(() -> callers.stream().noneMatch(Thread::isAlive));
        return List.of(answers);
    }

    /** Returns when the caller waits for its answer, has it, or its transaction waits for the lock. */
    private Thread arrive(Runnable call) throws SQLException {
        Thread caller = new Thread(call);
        int before = waitingTransactions();
        caller.start();
        soon(() ->
                !caller.isAlive() || caller.getState() == Thread.State.TIMED_WAITING || waitingTransactions() > before);
        return caller;
    }

    private int waitingTransactions() throws SQLException {
        try (Statement statement = observer.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void soon(Callable<Boolean> condition) {
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(PATIENCE)
                .until(condition);
    }

    @Override
    public void close() {
        try (locker;
                observer) {
            locker.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
