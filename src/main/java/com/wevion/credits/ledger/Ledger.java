package com.wevion.credits.ledger;

import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.OutcomeUnknown;
import com.wevion.credits.platform.Unavailable;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Places and ends holds and posts to balances; nothing else changes a balance. Every call is a transaction of its own,
 * shared with the calls that arrive at the same time, and durable when it returns. Repeating a call, with the same key or
 * id, is safe and gets the first answer. Thread-safe.
 *
 * <p>Every method may throw {@link Unavailable}, when nothing was changed: the ledger cannot reach its database, stops, has too
 * much waiting, or another transaction keeps the account locked. If it throws {@link OutcomeUnknown}, the operation may have been
 * posted, and a repetition finds out.
 */
public class Ledger {
    private static final Logger LOG = Logger.getLogger(Ledger.class.getName());

    private final Combiner combiner;
    private final Accounts accounts;

    /** @param dataSource whose connections take part in no other transaction */
    Ledger(
            DataSource dataSource,
            Accounts accounts,
            Memory memory,
            Executor workers,
            BookTime time,
            LedgerLimits limits,
            TransactionObserver observer) {
        this.combiner = new Combiner(new Poster(dataSource, memory, time), workers, limits, observer);
        this.accounts = accounts;
    }

    /**
     * Sets an amount aside, if it is available (S15, D4).
     *
     * @throws InsufficientFunds if it is not
     * @throws MemberCapExceeded if the member's cap leaves no room (D13)
     * @throws IdempotencyKeyReused if the key was used for another request
     */
    public Admission hold(Hold hold) {
        Outcome outcome = postHold(hold);
        return switch (outcome.status()) {
            case APPLIED, REPLAYED ->
                new Admission(
                        outcome.id(),
                        outcome.replayed(),
                        outcome.amountUnits(),
                        outcome.availableUnits(),
                        outcome.expiresAt(),
                        outcome.at());
            case CAP_EXCEEDED ->
                throw new MemberCapExceeded(
                        accounts.kindOf(hold.accountId()).unit(),
                        hold.memberCapUnits(),
                        outcome.amountUnits(),
                        monthAfter(outcome.at()));
            default -> throw refusal(outcome);
        };
    }

    /**
     * Two requests with one key may be decided for different accounts of a team at the same moment, when its funding has
     * just been switched: only one can be written, and the other one, asked again, finds it.
     */
    private Outcome postHold(Hold hold) {
        try {
            return post((Operation) hold);
        } catch (RowsRefused e) {
            if (e.isDuplicate()) {
                return post((Operation) hold);
            }
            throw e;
        }
    }

    /**
     * Charges a hold and ends it (S5); what the hold does not cover is taken from what is available (D5).
     *
     * @throws HoldEndedOtherwise if it had ended, or its time had passed when the completion came (D8)
     * @throws UnknownHold if there is none
     */
    public Ending settle(Settle settle) {
        return ending(post(settle));
    }

    /**
     * Ends a hold without a charge (S5).
     *
     * @throws HoldEndedOtherwise if it had ended, or its time had passed when the completion came (D8)
     * @throws UnknownHold if there is none
     */
    public Ending voidHold(Void end) {
        return ending(post(end));
    }

    /**
     * Changes a balance directly.
     *
     * @throws InsufficientFunds if a debit wants more than what is available
     * @throws IdempotencyKeyReused if the operation id was used for another posting
     * @throws RowsRefused if the database refuses the companion's rows
     */
    public Posted post(Posting posting) {
        Outcome outcome = post((Operation) posting);
        return switch (outcome.status()) {
            case APPLIED, REPLAYED ->
                new Posted(
                        outcome.replayed(),
                        outcome.sequence(),
                        outcome.amountUnits(),
                        outcome.balanceUnits(),
                        outcome.at());
            default -> throw refusal(outcome);
        };
    }

    /**
     * Freezes, claws back or reinstates credits whose payment is disputed or has gone back (D15).
     *
     * @return what was decided, in units: taken from the balance, or given back to it; frozen, if it only freezes
     * @throws RowsRefused if it was done before, which its companion's row tells, or that row is refused
     */
    public long reverse(Reversal reversal) {
        Outcome outcome = post((Operation) reversal);
        if (outcome.status() != Outcome.Status.APPLIED && !outcome.replayed()) {
            throw refusal(outcome);
        }
        return outcome.amountUnits();
    }

    /**
     * Ends holds whose time has passed; those that have ended meanwhile stay as they are, as do those of accounts that are locked.
     *
     * @return how many it has ended
     */
    int expire(List<Expire> due) {
        int ended = 0;
        List<Ticket> tickets = due.stream().map(Ticket::new).toList();
        combiner.enqueue(tickets);
        for (Ticket ticket : tickets) {
            try {
                ended += combiner.await(ticket).status() == Outcome.Status.APPLIED ? 1 : 0;
            } catch (AccountLocked e) {
                LOG.log(Level.FINE, "A hold is not released while its account is locked", e);
            } catch (Poster.Rejected e) {
                throw new RowsRefused(e.sqlState(), e);
            }
        }
        return ended;
    }

    /** The accounts that another transaction keeps locked, as far as it is known. */
    List<Long> lockedAccounts() {
        return combiner.aside();
    }

    /** How many operations wait for the next transaction. */
    int queueLength() {
        return combiner.queueLength();
    }

    /** Takes nothing more in, and returns when all that was taken in is answered. */
    void stop() {
        combiner.stop();
    }

    private static Ending ending(Outcome outcome) {
        return switch (outcome.status()) {
            case APPLIED, REPLAYED ->
                new Ending(
                        outcome.id(),
                        outcome.replayed(),
                        outcome.holdState(),
                        -outcome.amountUnits(),
                        outcome.shortfallUnits(),
                        outcome.balanceUnits(),
                        outcome.availableUnits(),
                        outcome.at());
            default -> throw refusal(outcome);
        };
    }

    private Outcome post(Operation operation) {
        try {
            return combiner.post(operation);
        } catch (Poster.Rejected e) {
            throw new RowsRefused(e.sqlState(), e);
        }
    }

    private static RuntimeException refusal(Outcome outcome) {
        return switch (outcome.status()) {
            case INSUFFICIENT -> new InsufficientFunds(outcome.amountUnits(), outcome.availableUnits());
            case KEY_REUSED -> new IdempotencyKeyReused();
            case ENDED -> new HoldEndedOtherwise(outcome.holdState());
            case OUT_OF_RANGE -> new AmountOutOfRange();
            case NO_HOLD -> new UnknownHold();
            case NO_ACCOUNT -> new NotFound("team");
            default -> new IllegalStateException("Unexpected " + outcome.status());
        };
    }

    /** The month that was decided by may not be the clock's any more, or not yet. */
    private static Instant monthAfter(Instant at) {
        YearMonth month = YearMonth.from(at.atOffset(ZoneOffset.UTC));
        return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
