package com.wevion.credits.ledger.decision;

import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.platform.time.Instants;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** An account while a batch is decided: what it was, and what it has become by the operations decided so far. */
final class OpenAccount {
    /** A member's use of the account, in the month of the account's time. */
    static final class OpenMember {
        final MemberFacts.Key key;
        final MemberFacts was;
        final LocalDate month;
        long chargedUnits;
        long heldUnits;
        boolean changed;

        OpenMember(MemberFacts.Key key, MemberFacts was, LocalDate month) {
            this.key = key;
            this.was = was;
            this.month = month;
            this.chargedUnits = month.equals(was.month()) ? was.chargedUnits() : 0;
            this.heldUnits = was.heldUnits();
        }

        /** The facts when the batch has been written. */
        MemberFacts becomes() {
            return changed ? new MemberFacts(month, chargedUnits, heldUnits) : was;
        }
    }

    final AccountFacts was;
    /** The time of the operations of this batch: never before that of earlier ones, whatever the server's clock says. */
    final Instant at;

    final LocalDate month;
    final Map<UUID, OpenMember> members = new HashMap<>();
    private final Facts facts;

    long balanceUnits;
    long heldUnits;
    long debtUnits;
    long frozenUnits;
    long sequence;
    byte[] hash;
    boolean changed;

    OpenAccount(AccountFacts was, Facts facts, Instant now) {
        this.was = was;
        this.facts = facts;
        this.at = was.at() == null || now.isAfter(was.at()) ? now : was.at();
        this.month = Instants.monthOf(at);
        this.balanceUnits = was.balanceUnits();
        this.heldUnits = was.heldUnits();
        this.debtUnits = was.debtUnits();
        this.frozenUnits = was.frozenUnits();
        this.sequence = was.sequence();
        this.hash = was.hash();
    }

    /** The time at which the members' charges of this month stop counting. */
    Instant monthEnd() {
        return month.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    long availableUnits() {
        return Math.max(0, was.limitUnits() + balanceUnits - heldUnits - frozenUnits - debtUnits);
    }

    /** The part of the balance that is neither held nor frozen. */
    long freeUnits() {
        return Math.max(0, balanceUnits - heldUnits - frozenUnits);
    }

    /** Keeps an amount from being spent, or with a negative one gives it back. */
    void freeze(long units) {
        frozenUnits = Math.addExact(frozenUnits, units);
        changed = true;
    }

    OpenMember member(UUID userId) {
        return members.computeIfAbsent(userId, id -> {
            MemberFacts.Key key = new MemberFacts.Key(was.id(), id);
            return new OpenMember(key, facts.member(key), month);
        });
    }

    /** Sets an amount aside, or with a negative one gives it back. */
    void hold(UUID userId, long units) {
        OpenMember member = member(userId);
        long memberHeld = Math.addExact(member.heldUnits, units);
        heldUnits = Math.addExact(heldUnits, units);
        member.heldUnits = memberHeld;
        member.changed = true;
        changed = true;
    }

    /** Adds to the balance by the next entry. */
    NewEntry post(NewEntry.Purpose purpose, long amountUnits) {
        return post(purpose, amountUnits, Math.addExact(balanceUnits, amountUnits), 0);
    }

    /** Takes from the balance by the next entry, whose amount is what was taken with the sign turned; usage counts for a member's cap. */
    NewEntry take(NewEntry.Purpose purpose, long takenUnits, long shortfallUnits) {
        long balance = Math.subtractExact(balanceUnits, takenUnits);
        if (purpose.type() == EntryType.USAGE && purpose.userId() != null) {
            OpenMember member = member(purpose.userId());
            member.chargedUnits = Math.addExact(member.chargedUnits, takenUnits);
            member.changed = true;
        }
        return post(purpose, -takenUnits, balance, shortfallUnits);
    }

    private NewEntry post(NewEntry.Purpose purpose, long amountUnits, long balance, long shortfallUnits) {
        balanceUnits = balance;
        sequence++;
        NewEntry entry = NewEntry.after(hash, was.id(), sequence, at, purpose, amountUnits, balance, shortfallUnits);
        hash = entry.hash();
        changed = true;
        return entry;
    }

    /** The facts when the batch has been written. */
    AccountFacts becomes() {
        return new AccountFacts(
                was.id(),
                was.kind(),
                balanceUnits,
                heldUnits,
                was.limitUnits(),
                debtUnits,
                frozenUnits,
                sequence,
                hash,
                at);
    }
}
