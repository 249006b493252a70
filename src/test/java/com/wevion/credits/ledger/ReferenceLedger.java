package com.wevion.credits.ledger;

import com.wevion.credits.ledger.ReferenceBook.Line;
import com.wevion.credits.ledger.ReferenceBook.Placed;
import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.Expire;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.Operation;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.ledger.operation.Reversed;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.operation.Void;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The promises of the ledger, as plainly as they can be written: one operation after the other. The model that the tests
 * compare the ledger with; it shares no code with it.
 */
final class ReferenceLedger {
    private static final long MAX_UNITS = 4_000_000_000_000_000_000L;
    private static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);

    /** A refusal by its name and figures. */
    record Refused(String name, List<Object> figures) {
        static Refused as(String name, Object... figures) {
            return new Refused(name, List.of(figures));
        }
    }

    /** The answer of a reversal that was made before. */
    static final Refused DONE = Refused.as("Done");

    /** The answer of an expiry. */
    static final String NOTHING = "nothing";

    private final ReferenceBook book;

    ReferenceLedger() {
        this(new ReferenceBook());
    }

    private ReferenceLedger(ReferenceBook book) {
        this.book = book;
    }

    ReferenceLedger copy() {
        return new ReferenceLedger(book.copy());
    }

    /** Opens an account, or gives it another limit; 0 for CREDITS. */
    void limit(long account, long units) {
        book.limits.put(account, units);
    }

    /** Everything it knows, in the form of {@link BookRows}. */
    List<String> rows() {
        return book.rows();
    }

    /** The answer to an operation that comes now, when the server's clock shows that time. */
    Object apply(Operation<?> operation, Instant clock) {
        long account = operation.accountId();
        if (!book.limits.containsKey(account)) {
            return operation instanceof Expire ? NOTHING : Refused.as("UnknownAccount");
        }
        Instant at = book.lastAt(account).filter(clock::isBefore).orElse(clock);
        if (operation instanceof Hold hold) {
            return hold(hold, at, clock);
        } else if (operation instanceof Posting posting) {
            return post(posting, at);
        } else if (operation instanceof Reversal reversal) {
            return reverse(reversal, at);
        } else if (operation instanceof Settle settle) {
            return end(
                    settle.holdId(),
                    account,
                    HoldState.SETTLED,
                    settle.charge().amountUnits(),
                    settle.report().fingerprint(),
                    at,
                    clock);
        } else if (operation instanceof Void end) {
            return end(end.holdId(), account, HoldState.VOIDED, 0, end.report().fingerprint(), at, clock);
        }
        Placed due = book.holds.get(((Expire) operation).holdId());
        if (due != null
                && due.account() == account
                && due.state() == HoldState.OPEN
                && !due.expiresAt().isAfter(clock)) {
            finish(due, HoldState.EXPIRED, 0, 0, null, at);
        }
        return NOTHING;
    }

    private Object hold(Hold hold, Instant at, Instant clock) {
        Optional<Placed> known = book.placed(hold);
        if (known.isPresent()) {
            return Arrays.equals(known.get().order().fingerprint(), hold.fingerprint())
                    ? known.get().admission(true)
                    : Refused.as("IdempotencyKeyReused");
        }
        long account = hold.accountId();
        long available = book.available(account);
        long units = hold.amountUnits();
        if (hold.memberCapUnits() != null) {
            long used = book.charged(account, hold.userId(), at) + book.held(account, hold.userId());
            long room = hold.memberCapUnits() - used;
            if (hold.partial() ? room <= 0 : units > 0 && units > room) {
                return Refused.as("MemberCapExceeded", hold.memberCapUnits(), used);
            }
            units = hold.partial() ? Math.min(units, room) : units;
        }
        if (hold.partial() ? available == 0 : units > available) {
            return Refused.as("InsufficientFunds", hold.amountUnits(), available);
        }
        units = Math.min(units, available);
        Instant soonest = clock.plus(SHORTEST_HOLD);
        Instant expiresAt = hold.expiresAt().isBefore(soonest) ? soonest : hold.expiresAt();
        Placed placed = new Placed(hold, units, available - units, clock, expiresAt, HoldState.OPEN, null, null);
        book.holds.put(hold.holdId(), placed);
        return placed.admission(false);
    }

    private Object end(UUID id, long account, HoldState how, long cost, byte[] fingerprint, Instant at, Instant clock) {
        Placed hold = book.holds.get(id);
        if (hold == null || hold.account() != account) {
            return Refused.as("UnknownHold");
        }
        if (hold.state() != HoldState.OPEN) {
            return hold.state() == how && Arrays.equals(hold.fingerprint(), fingerprint)
                    ? replayed(hold.ending())
                    : Refused.as("HoldEndedOtherwise", hold.state());
        }
        if (!hold.expiresAt().isAfter(clock)) {
            finish(hold, HoldState.EXPIRED, 0, 0, null, at);
            return Refused.as("HoldEndedOtherwise", HoldState.EXPIRED);
        }
        long charged = how == HoldState.SETTLED ? Math.min(cost, hold.units() + book.available(account)) : 0;
        return finish(hold, how, charged, cost - charged, fingerprint, at);
    }

    private static Ending replayed(Ending first) {
        return new Ending(
                first.holdId(),
                true,
                first.state(),
                first.chargedUnits(),
                first.shortfallUnits(),
                first.balanceUnits(),
                first.availableUnits(),
                first.at());
    }

    private Ending finish(Placed hold, HoldState how, long charged, long shortfall, byte[] fingerprint, Instant at) {
        Hold order = hold.order();
        UUID id = order.holdId();
        long account = order.accountId();
        if (how == HoldState.SETTLED) {
            String reference = order.work().kind().name();
            book.write(account, id, at, EntryType.USAGE, reference, -charged, shortfall, order.userId());
        }
        book.holds.remove(id);
        long balance = book.balance(account);
        Ending ending = new Ending(id, false, how, charged, shortfall, balance, book.available(account), at);
        book.holds.put(id, hold.ended(how, fingerprint, ending));
        return ending;
    }

    private Object post(Posting posting, Instant at) {
        long account = posting.accountId();
        long units = posting.amountUnits();
        Optional<Line> known = book.posted(posting);
        if (known.isPresent()) {
            return known.get().type() == posting.type() && known.get().units() == units
                    ? posted(known.get(), true)
                    : Refused.as("IdempotencyKeyReused");
        }
        if (-units > book.available(account)) {
            return Refused.as("InsufficientFunds", -units, book.available(account));
        }
        if (book.balance(account) + units > MAX_UNITS) {
            return Refused.as("AmountOutOfRange");
        }
        UUID id = posting.operationId();
        EntryType type = posting.type();
        Line line = book.write(account, id, at, type, posting.referenceKind().name(), units, 0, posting.userId());
        if (type == EntryType.PURCHASE) {
            collect(account, Reversal.debtPaymentOf(id), "DEBT", at);
        }
        return posted(line, false);
    }

    private long collect(long account, UUID id, String reference, Instant at) {
        long taken = Math.min(book.debt(account), book.free(account));
        if (taken > 0) {
            book.owe(account, -taken);
            book.write(account, id, at, EntryType.CLAWBACK, reference, -taken, 0, null);
        }
        return taken;
    }

    private Object reverse(Reversal reversal, Instant at) {
        long account = reversal.accountId();
        UUID id = reversal.operationId();
        if (!book.done.add(id)) {
            return DONE;
        }
        book.touched.put(account, at);
        Reversal.Amounts amounts = reversal.amounts();
        if (amounts.clawbackUnits() > 0) {
            collect(account, Reversal.debtPaymentOf(id), "DEBT", at);
            book.owe(account, amounts.clawbackUnits());
            return new Reversed(collect(account, id, "REFUND", at), 0);
        }
        long owed = Math.min(book.debt(account), amounts.reinstateUnits());
        book.owe(account, -owed);
        long given = amounts.reinstateUnits() - owed;
        if (given > 0) {
            book.write(account, id, at, EntryType.REINSTATEMENT, "REFUND", given, 0, null);
        }
        return new Reversed(given, 0);
    }

    private static Posted posted(Line line, boolean replayed) {
        return new Posted(replayed, line.sequence(), line.units(), line.balance(), line.at());
    }
}
