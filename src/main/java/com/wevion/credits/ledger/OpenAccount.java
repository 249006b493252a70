package com.wevion.credits.ledger;

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
        final MemberFacts was;
        long chargedMicros;
        long heldMicros;
        boolean changed;

        OpenMember(MemberFacts was, LocalDate month) {
            this.was = was;
            this.chargedMicros = month.equals(was.month()) ? was.chargedMicros() : 0;
            this.heldMicros = was.heldMicros();
        }

        /** What it is when the batch has been written. */
        MemberFacts becomes(LocalDate month) {
            return changed ? new MemberFacts(month, chargedMicros, heldMicros) : was;
        }
    }

    final AccountFacts was;
    /** The time of the operations of this batch: never before that of earlier ones, whatever the server's clock says. */
    final Instant at;

    final LocalDate month;
    final Map<UUID, OpenMember> members = new HashMap<>();
    private final Facts facts;

    long balanceMicros;
    long heldMicros;
    long debtMicros;
    long frozenMicros;
    long sequence;
    byte[] hash;
    boolean changed;

    OpenAccount(AccountFacts was, Facts facts, Instant now) {
        this.was = was;
        this.facts = facts;
        this.at = was.at() == null || now.isAfter(was.at()) ? now : was.at();
        this.month = LocalDate.ofInstant(at, ZoneOffset.UTC).withDayOfMonth(1);
        this.balanceMicros = was.balanceMicros();
        this.heldMicros = was.heldMicros();
        this.debtMicros = was.debtMicros();
        this.frozenMicros = was.frozenMicros();
        this.sequence = was.sequence();
        this.hash = was.hash();
    }

    long availableMicros() {
        return Math.max(0, was.limitMicros() + balanceMicros - heldMicros - frozenMicros - debtMicros);
    }

    /** What is neither held nor frozen. */
    long freeMicros() {
        return Math.max(0, balanceMicros - heldMicros - frozenMicros);
    }

    /** Keeps an amount from being spent, or with a negative one gives it back. */
    void freeze(long micros) {
        frozenMicros = Math.addExact(frozenMicros, micros);
        changed = true;
    }

    OpenMember member(UUID userId) {
        return members.computeIfAbsent(
                userId, id -> new OpenMember(facts.member(new MemberFacts.Key(was.id(), id)), month));
    }

    /** Sets an amount aside, or with a negative one gives it back. */
    void hold(UUID userId, long micros) {
        OpenMember member = member(userId);
        long memberHeld = Math.addExact(member.heldMicros, micros);
        heldMicros = Math.addExact(heldMicros, micros);
        member.heldMicros = memberHeld;
        member.changed = true;
        changed = true;
    }

    /** Changes the balance by the next entry. */
    NewEntry post(NewEntry.Cause cause, long amountMicros, long shortfallMicros) {
        long balance = Math.addExact(balanceMicros, amountMicros);
        if (cause.type() == EntryType.USAGE && cause.userId() != null) {
            OpenMember member = member(cause.userId());
            member.chargedMicros = Math.subtractExact(member.chargedMicros, amountMicros);
            member.changed = true;
        }
        balanceMicros = balance;
        sequence++;
        NewEntry entry = NewEntry.after(hash, was.id(), sequence, at, cause, amountMicros, balance, shortfallMicros);
        hash = entry.hash();
        changed = true;
        return entry;
    }

    /** What it is when the batch has been written. */
    AccountFacts becomes() {
        return new AccountFacts(
                was.id(), balanceMicros, heldMicros, was.limitMicros(), debtMicros, frozenMicros, sequence, hash, at);
    }
}
