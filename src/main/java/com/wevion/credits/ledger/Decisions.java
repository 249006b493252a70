package com.wevion.credits.ledger;

import com.wevion.credits.ledger.OpenAccount.OpenMember;
import com.wevion.credits.ledger.Outcome.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Accepts or refuses each operation of a batch by itself, in order, and gathers the rows that the accepted ones come to. */
final class Decisions {
    /** The most that a balance may be; leaves room to add a spending limit to it. */
    private static final long MOST_UNITS = 4 * Unit.LARGEST_UNITS;

    private final Facts facts;
    private final Instant now;
    private final SortedMap<Long, OpenAccount> accounts = new TreeMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<PlacedHold> placed = new ArrayList<>();
    private final List<EndedHold> ended = new ArrayList<>();
    private final List<NewEntry> entries = new ArrayList<>();
    private final List<Companion> companions = new ArrayList<>();

    private Decisions(Facts facts, Instant now) {
        this.facts = facts;
        this.now = now;
    }

    /**
     * Decides. The caller sees to it that no two operations of a batch have the same identity.
     *
     * @throws Facts.NotCertain if these facts do not suffice
     */
    static Decisions of(List<Operation> operations, Facts facts, Instant now) {
        Decisions decisions = new Decisions(facts, now);
        for (Operation operation : operations) {
            Outcome outcome = decisions.decide(operation);
            decisions.outcomes.add(outcome);
            boolean told = operation instanceof Reversal; // of what it froze as well
            if (outcome.status() == Status.APPLIED && operation.companion() != null && !told) {
                decisions.companions.add(operation.companion().decided(outcome.amountUnits()));
            }
        }
        return decisions;
    }

    /** The time by which was decided. */
    Instant decidedAt() {
        return now;
    }

    /** One for each operation, in order. */
    List<Outcome> outcomes() {
        return outcomes;
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
    List<Companion> companions() {
        return companions;
    }

    private Outcome decide(Operation operation) {
        OpenAccount account = accounts.get(operation.accountId());
        if (account == null) {
            AccountFacts was = facts.account(operation.accountId());
            if (was == null) {
                return Outcome.refused(Status.NO_ACCOUNT);
            }
            account = new OpenAccount(was, facts, now);
            accounts.put(was.id(), account);
        }
        try {
            if (operation instanceof Hold hold) {
                return hold(hold, account);
            }
            if (operation instanceof Reversal reversal) {
                return reverse(reversal, account);
            }
            return operation instanceof Posting posting ? post(posting, account) : end(operation, account);
        } catch (ArithmeticException e) {
            return refuse(Status.OUT_OF_RANGE, account, 0);
        }
    }

    private Outcome hold(Hold hold, OpenAccount account) {
        HoldRecord earlier = facts.earlier(hold);
        if (earlier != null) {
            return Arrays.equals(earlier.fingerprint(), hold.fingerprint())
                    ? Outcome.replayed(earlier)
                    : Outcome.refused(Status.KEY_REUSED);
        }
        OpenMember member = account.member(hold.userId());
        long used = Math.addExact(member.chargedUnits, member.heldUnits);
        long cap = hold.memberCapUnits() == null ? Long.MAX_VALUE : hold.memberCapUnits();
        long available = account.availableUnits();
        // A message needs any room at all, a job room for its price, and what is free needs none.
        long room = hold.partial() ? 1 : hold.amountUnits();
        if (room > 0 && Math.addExact(used, room) > cap) {
            return refuse(Status.CAP_EXCEEDED, account, used);
        }
        if (hold.partial() ? available == 0 : hold.amountUnits() > available) {
            return refuse(Status.INSUFFICIENT, account, hold.amountUnits());
        }
        long amount =
                hold.partial() ? Math.min(Math.min(hold.amountUnits(), available), cap - used) : hold.amountUnits();
        account.hold(hold.userId(), amount);
        // It may have waited in the queue for longer than it is to last.
        Instant soonest = now.plusSeconds(1);
        Instant expires = hold.expiresAt().isAfter(soonest) ? hold.expiresAt() : soonest;
        AdmittedWork work = new AdmittedWork(
                hold.holdId(),
                hold.accountId(),
                hold.teamId(),
                hold.kind(),
                hold.userId(),
                amount,
                expires,
                hold.terms());
        PlacedHold place = new PlacedHold(hold, work, account.availableUnits(), now);
        placed.add(place);
        return Outcome.placed(place);
    }

    private Outcome post(Posting posting, OpenAccount account) {
        EntryRecord earlier = facts.earlier(posting);
        if (earlier != null) {
            return earlier.type() == posting.type() && earlier.amountUnits() == posting.amountUnits()
                    ? Outcome.replayed(earlier)
                    : Outcome.refused(Status.KEY_REUSED);
        }
        long amount = posting.amountUnits();
        // A payment that goes back is owed again, whatever is available.
        if (amount < 0 && posting.type() != EntryType.PAYMENT && -amount > account.availableUnits()) {
            return refuse(Status.INSUFFICIENT, account, -amount);
        }
        if (account.balanceUnits + amount > MOST_UNITS) {
            return refuse(Status.OUT_OF_RANGE, account, amount);
        }
        NewEntry entry = account.post(NewEntry.Cause.of(posting), amount, 0);
        entries.add(entry);
        if (posting.type() == EntryType.PURCHASE) {
            Reversing.collectDebt(account, posting.operationId(), entries);
        }
        return Outcome.posted(entry);
    }

    private Outcome reverse(Reversal reversal, OpenAccount account) {
        if (account.balanceUnits + reversal.reinstateUnits() > MOST_UNITS) {
            return refuse(Status.OUT_OF_RANGE, account, reversal.reinstateUnits());
        }
        long keptUnits = account.frozenUnits - reversal.unfreezeUnits();
        long decided = Reversing.apply(reversal, account, entries);
        companions.add(reversal.companion().reversed(decided, account.frozenUnits - keptUnits));
        return Outcome.reversed(decided, account);
    }

    private Outcome end(Operation operation, OpenAccount account) {
        AdmittedWork work = facts.work(((Operation.ById) operation.identity()).id(), account.was.id());
        if (work == null) {
            return Outcome.refused(Status.NO_HOLD);
        }
        HoldRecord before = facts.ended(work.id());
        if (before != null) {
            return repeats(operation, before) ? Outcome.replayedEnd(before) : Outcome.endedOtherwise(before.state());
        }
        if (!work.expiresAt().isAfter(arrival(operation))) {
            // Whatever came, it came too late: the hold is released now (D4, D8).
            Outcome expired = release(work, account, EndedHold.How.EXPIRED);
            return operation instanceof Expire ? expired : Outcome.endedOtherwise(HoldState.EXPIRED);
        }
        if (operation instanceof Settle settle) {
            return settle(settle, work, account);
        }
        if (operation instanceof Void end) {
            return release(
                    work, account, new EndedHold.How(HoldState.VOIDED, 0, 0, end.completion(), end.fingerprint()));
        }
        facts.requireFinal();
        return Outcome.endedOtherwise(HoldState.OPEN);
    }

    /** When an end came; never later than now, though it may be worked off later than it came. */
    private Instant arrival(Operation operation) {
        Instant arrived = operation.arrivedAt();
        return arrived == null || arrived.isAfter(now) ? now : arrived;
    }

    private static boolean repeats(Operation operation, HoldRecord before) {
        if (operation instanceof Settle settle) {
            return before.state() == HoldState.SETTLED
                    && Arrays.equals(settle.fingerprint(), before.completionFingerprint());
        }
        return operation instanceof Void end
                && before.state() == HoldState.VOIDED
                && Arrays.equals(end.fingerprint(), before.completionFingerprint());
    }

    private Outcome settle(Settle settle, AdmittedWork work, OpenAccount account) {
        // What the hold set aside, and beyond it only what is available (D5).
        long charged = Math.min(settle.amountUnits(), Math.addExact(work.amountUnits(), account.availableUnits()));
        long shortfall = settle.amountUnits() - charged;
        NewEntry entry = account.post(NewEntry.Cause.of(settle, work), -charged, shortfall);
        entries.add(entry);
        return release(
                work,
                account,
                new EndedHold.How(HoldState.SETTLED, charged, shortfall, settle.completion(), settle.fingerprint()));
    }

    private Outcome release(AdmittedWork work, OpenAccount account, EndedHold.How how) {
        account.hold(work.userId(), -work.amountUnits());
        EndedHold end = new EndedHold(work, how, account.at, account.balanceUnits, account.availableUnits());
        ended.add(end);
        return Outcome.ended(end);
    }

    private Outcome refuse(Status status, OpenAccount account, long units) {
        facts.requireFinal();
        return Outcome.refused(status, units, account.availableUnits(), account.at);
    }
}
