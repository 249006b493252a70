package com.wevion.credits.ledger.decision;

import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.book.HoldRecord;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.decision.OpenAccount.OpenMember;
import com.wevion.credits.ledger.operation.Admission;
import com.wevion.credits.ledger.operation.AmountOutOfRange;
import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.Decider;
import com.wevion.credits.ledger.operation.Decision;
import com.wevion.credits.ledger.operation.EndOfHold;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.Expire;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.HoldEndedOtherwise;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.ledger.operation.InsufficientFunds;
import com.wevion.credits.ledger.operation.MemberCapExceeded;
import com.wevion.credits.ledger.operation.Operation;
import com.wevion.credits.ledger.operation.OperationRefused;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.ledger.operation.Reversed;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.operation.UnknownAccount;
import com.wevion.credits.ledger.operation.UnknownHold;
import com.wevion.credits.ledger.operation.Void;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Accepts or refuses each operation of a batch by itself, in order, and gathers the rows that the accepted ones come to. */
public final class Decisions implements Decider<OpenAccount> {
    /** The maximum of a balance, which leaves room to add a spending limit to it. */
    private static final long MAX_BALANCE_UNITS = 4 * Unit.LARGEST_UNITS;

    private final Facts facts;
    private final Instant now;
    private final SortedMap<Long, OpenAccount> accounts = new TreeMap<>();
    private final List<Decision<?>> decisions = new ArrayList<>();
    private final List<PlacedHold> placed = new ArrayList<>();
    private final List<EndedHold> ended = new ArrayList<>();
    private final List<NewEntry> entries = new ArrayList<>();
    private final List<Companion<?>> companions = new ArrayList<>();

    private Decisions(Facts facts, Instant now) {
        this.facts = facts;
        this.now = now;
    }

    /**
     * Decides. The caller sees to it that no two operations of a batch have the same subject.
     *
     * @throws Facts.NotCertain if these facts do not suffice
     */
    public static Decisions of(List<Operation<?>> operations, Facts facts, Instant now) {
        Decisions decisions = new Decisions(facts, now);
        operations.forEach(decisions::add);
        return decisions;
    }

    private <A> void add(Operation<A> operation) {
        Decision<A> decision = decide(operation);
        decisions.add(decision);
        if (decision instanceof Decision.Accepted<A> accepted && operation.companion() != null) {
            companions.add(operation.companion().decided(accepted.answer()));
        }
    }

    /** The time by which was decided. */
    public Instant decidedAt() {
        return now;
    }

    /** One for each operation, in order. */
    public List<Decision<?>> decisions() {
        return decisions;
    }

    /** True if there is nothing to write. */
    public boolean changeNothing() {
        return accounts.values().stream().noneMatch(account -> account.changed);
    }

    /** The accounts that change, in the order of their ids. */
    List<OpenAccount> changedAccounts() {
        return accounts.values().stream().filter(account -> account.changed).toList();
    }

    List<PlacedHold> placed() {
        return placed;
    }

    List<EndedHold> ended() {
        return ended;
    }

    List<NewEntry> entries() {
        return entries;
    }

    /** Those of the operations that were accepted now. */
    public List<Companion<?>> companions() {
        return companions;
    }

    private <A> Decision<A> decide(Operation<A> operation) {
        OpenAccount account = accounts.get(operation.accountId());
        if (account == null) {
            AccountFacts was = facts.account(operation.accountId());
            if (was == null) {
                return new Decision.Refused<>(new UnknownAccount());
            }
            account = new OpenAccount(was, facts, now);
            accounts.put(was.id(), account);
        }
        try {
            return operation.decidedBy(this, account);
        } catch (ArithmeticException e) {
            return refused(AmountOutOfRange::new);
        }
    }

    @Override
    public Decision<Admission> hold(Hold hold, OpenAccount account) {
        HoldRecord earlier = facts.earlier(hold);
        if (earlier != null) {
            return Arrays.equals(earlier.fingerprint(), hold.fingerprint())
                    ? new Decision.Repeated<>(Admission.again(earlier))
                    : new Decision.Refused<>(new IdempotencyKeyReused());
        }
        OpenMember member = account.member(hold.userId());
        long used = Math.addExact(member.chargedUnits, member.heldUnits);
        long cap = hold.memberCapUnits() == null ? Long.MAX_VALUE : hold.memberCapUnits();
        long available = account.availableUnits();
        // A message needs any room at all, a job room for its price, and what is free needs none.
        long room = hold.partial() ? 1 : hold.amountUnits();
        if (room > 0 && Math.addExact(used, room) > cap) {
            return refused(() -> new MemberCapExceeded(account.was.kind().unit(), cap, used, account.monthEnd()));
        }
        if (hold.partial() ? available == 0 : hold.amountUnits() > available) {
            return refused(() -> new InsufficientFunds(hold.amountUnits(), available));
        }
        long amount =
                hold.partial() ? Math.min(Math.min(hold.amountUnits(), available), cap - used) : hold.amountUnits();
        account.hold(hold.userId(), amount);
        // It may have waited in the queue for longer than it is to last.
        Instant soonest = now.plusSeconds(1);
        Instant expires = hold.expiresAt().isAfter(soonest) ? hold.expiresAt() : soonest;
        AdmittedWork work = hold.work().admitted(amount, now, expires);
        PlacedHold place = new PlacedHold(hold, work, account.availableUnits(), now);
        placed.add(place);
        return new Decision.Accepted<>(place.admission());
    }

    @Override
    public Decision<Posted> post(Posting posting, OpenAccount account) {
        EntryRecord earlier = facts.earlier(posting);
        if (earlier != null) {
            return earlier.type() == posting.type() && earlier.amountUnits() == posting.amountUnits()
                    ? new Decision.Repeated<>(Posted.again(earlier))
                    : new Decision.Refused<>(new IdempotencyKeyReused());
        }
        NewEntry.Purpose purpose = NewEntry.Purpose.of(posting);
        if (posting.amountUnits() < 0) {
            long taken = -posting.amountUnits();
            long available = account.availableUnits();
            // A payment that goes back is owed again, whatever is available.
            if (taken > available && posting.type() != EntryType.PAYMENT) {
                return refused(() -> new InsufficientFunds(taken, available));
            }
            return posted(account.take(purpose, taken, 0));
        }
        if (account.balanceUnits + posting.amountUnits() > MAX_BALANCE_UNITS) {
            return refused(AmountOutOfRange::new);
        }
        Decision<Posted> posted = posted(account.post(purpose, posting.amountUnits()));
        if (posting.type() == EntryType.PURCHASE) {
            Reversing.collectDebt(account, posting.operationId(), entries);
        }
        return posted;
    }

    private Decision<Posted> posted(NewEntry entry) {
        entries.add(entry);
        return new Decision.Accepted<>(entry.posted());
    }

    @Override
    public Decision<Reversed> reverse(Reversal reversal, OpenAccount account) {
        if (account.balanceUnits + reversal.amounts().reinstateUnits() > MAX_BALANCE_UNITS) {
            return refused(AmountOutOfRange::new);
        }
        return new Decision.Accepted<>(Reversing.apply(reversal, account, entries));
    }

    @Override
    public Decision<Ending> end(EndOfHold operation, OpenAccount account) {
        AdmittedWork work = facts.work(operation.holdId(), account.was.id());
        if (work == null) {
            return new Decision.Refused<>(new UnknownHold());
        }
        HoldRecord before = facts.ended(work.id());
        if (before != null) {
            return operation.hasEnded(before)
                    ? new Decision.Repeated<>(Ending.again(before))
                    : new Decision.Refused<>(new HoldEndedOtherwise(before.state()));
        }
        if (!work.expiresAt().isAfter(arrival(operation))) {
            // Whatever came, it came too late: the hold is released now (D4, D8).
            Ending expired = release(work, account, EndedHold.How.EXPIRED);
            return operation instanceof Expire
                    ? new Decision.Accepted<>(expired)
                    : new Decision.Refused<>(new HoldEndedOtherwise(HoldState.EXPIRED));
        }
        if (operation instanceof Settle settle) {
            return new Decision.Accepted<>(settle(settle, work, account));
        }
        if (operation instanceof Void end) {
            EndedHold.How voided = EndedHold.How.of(HoldState.VOIDED, 0, 0, end.report());
            return new Decision.Accepted<>(release(work, account, voided));
        }
        return refused(() -> new HoldEndedOtherwise(HoldState.OPEN));
    }

    /** The time at which an end came; never later than now, though it may be worked off later than it came. */
    private Instant arrival(EndOfHold operation) {
        Instant arrived = operation.arrivedAt();
        return arrived == null || arrived.isAfter(now) ? now : arrived;
    }

    private Ending settle(Settle settle, AdmittedWork work, OpenAccount account) {
        // What the hold set aside, and beyond it only what is available (D5).
        long cost = settle.charge().amountUnits();
        long charged = Math.min(cost, Math.addExact(work.amountUnits(), account.availableUnits()));
        long shortfall = cost - charged;
        entries.add(account.take(NewEntry.Purpose.of(settle, work), charged, shortfall));
        return release(work, account, EndedHold.How.of(HoldState.SETTLED, charged, shortfall, settle.report()));
    }

    private Ending release(AdmittedWork work, OpenAccount account, EndedHold.How how) {
        account.hold(work.userId(), -work.amountUnits());
        EndedHold end = new EndedHold(work, how, account.at, account.balanceUnits, account.availableUnits());
        ended.add(end);
        return end.ending();
    }

    /** Refuses by figures. */
    private <A> Decision<A> refused(Supplier<OperationRefused> refusal) {
        facts.requireFinal();
        return new Decision.Refused<>(refusal.get());
    }
}
