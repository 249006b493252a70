package com.wevion.credits.ledger;

import com.wevion.credits.ledger.decision.Memory;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.Expire;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.Operation;
import com.wevion.credits.ledger.operation.OperationRefused;
import com.wevion.credits.ledger.operation.RowsRefused;
import com.wevion.credits.ledger.transaction.AccountLocked;
import com.wevion.credits.ledger.transaction.BookTime;
import com.wevion.credits.ledger.transaction.Combiner;
import com.wevion.credits.ledger.transaction.GuardedObserver;
import com.wevion.credits.ledger.transaction.LedgerLimits;
import com.wevion.credits.ledger.transaction.Ticket;
import com.wevion.credits.ledger.transaction.TransactionObserver;
import com.wevion.credits.platform.OutcomeUnknown;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.trace.Trace;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Posts operations: it places and ends holds and changes balances, which nothing else does. Every call is a transaction of its own,
 * shared with the calls that arrive at the same time, and durable when it returns. Repeating a call, with the same key or
 * id, is safe and gets the first answer. Thread-safe.
 */
public class Ledger {
    private static final Logger LOG = Logger.getLogger(Ledger.class.getName());

    private final Combiner combiner;
    private final TransactionObserver observer;

    /** @param dataSource gives connections that take part in no other transaction */
    Ledger(
            DataSource dataSource,
            Memory memory,
            Executor workers,
            BookTime time,
            LedgerLimits limits,
            TransactionObserver observer) {
        this.observer = new GuardedObserver(observer);
        this.combiner = new Combiner(dataSource, memory, workers, time, limits, this.observer);
    }

    /**
     * Posts an operation, and answers when that is durable.
     *
     * @throws OperationRefused if the operation is refused, as its type says
     * @throws RowsRefused if the database refuses the companion's rows, or a reversal was made before, which its companion's row tells
     * @throws Unavailable if nothing was changed: the ledger cannot reach its database, stops, has too much waiting, or another
     *     transaction keeps the account locked
     * @throws OutcomeUnknown if the operation may have been posted, which a repetition finds out
     */
    public <A> A post(Operation<A> operation) {
        try {
            A answer = Trace.begin(operation.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                    .in(() -> {
                        noteSubject(operation);
                        return postedAtMostTwice(operation);
                    });
            observer.posted(operation, answer);
            return answer;
        } catch (RuntimeException e) {
            observer.failed(operation, e);
            throw e;
        }
    }

    private static void noteSubject(Operation<?> operation) {
        if (operation instanceof Hold hold) {
            Trace.about(hold.work().teamId(), hold.work().id());
        }
    }

    private <A> A postedAtMostTwice(Operation<A> operation) {
        try {
            return combiner.post(operation);
        } catch (RowsRefused e) {
            // Two requests with one key may be decided for different accounts of a team at the same moment, when its
            // funding has just been switched: only one can be written, and the other one, asked again, finds it.
            if (operation instanceof Hold && e.isDuplicate()) {
                return combiner.post(operation);
            }
            throw e;
        }
    }

    /**
     * Ends holds whose time has passed; those that have ended meanwhile stay as they are, as do those of accounts that are locked.
     *
     * @return the number of holds that it has ended
     */
    int expire(List<Expire> due) {
        int ended = 0;
        List<Ticket<Ending>> tickets =
                due.stream().<Ticket<Ending>>map(Ticket::new).toList();
        combiner.enqueue(tickets);
        for (int i = 0; i < due.size(); i++) {
            try {
                Ending ending = combiner.await(tickets.get(i));
                observer.posted(due.get(i), ending);
                ended += ending.replayed() ? 0 : 1;
            } catch (OperationRefused e) {
                LOG.log(Level.FINE, "A hold has ended meanwhile, or is not due", e);
            } catch (AccountLocked e) {
                LOG.log(Level.FINE, "A hold is not released while its account is locked", e);
            }
        }
        return ended;
    }

    /** The accounts that another transaction keeps locked, as far as it is known. */
    List<Long> lockedAccounts() {
        return combiner.aside();
    }

    /** The number of operations that wait for the next transaction. */
    int queueLength() {
        return combiner.queueLength();
    }

    /** Takes nothing more in, and returns when all that was taken in is answered. */
    void stop() {
        combiner.stop();
    }
}
