package com.wevion.credits.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * What was decided of an operation.
 *
 * @param id of the hold, the first request's if this is a retry
 * @param sequence of the entry that was made
 * @param amountUnits held; added to the balance; asked for, if that is not available; used, if the cap leaves no room
 * @param balanceUnits right after it, as is what is available
 */
record Outcome(
        Status status,
        UUID id,
        HoldState holdState,
        long sequence,
        long amountUnits,
        long shortfallUnits,
        long balanceUnits,
        long availableUnits,
        Instant at,
        Instant expiresAt) {

    enum Status {
        APPLIED,
        /** Done before; the figures are the first answer's. */
        REPLAYED,
        INSUFFICIENT,
        CAP_EXCEEDED,
        KEY_REUSED,
        /** The hold had ended otherwise, as the hold's state says. */
        ENDED,
        OUT_OF_RANGE,
        NO_HOLD,
        NO_ACCOUNT
    }

    static Outcome refused(Status status) {
        return refused(status, 0, 0, null);
    }

    static Outcome refused(Status status, long amountUnits, long availableUnits, Instant at) {
        return new Outcome(status, null, null, 0, amountUnits, 0, 0, availableUnits, at, null);
    }

    static Outcome endedOtherwise(HoldState state) {
        return new Outcome(Status.ENDED, null, state, 0, 0, 0, 0, 0, null, null);
    }

    static Outcome placed(PlacedHold hold) {
        AdmittedWork work = hold.work();
        return new Outcome(
                Status.APPLIED,
                work.id(),
                HoldState.OPEN,
                0,
                work.amountUnits(),
                0,
                0,
                hold.availableUnits(),
                hold.at(),
                work.expiresAt());
    }

    static Outcome replayed(HoldRecord hold) {
        AdmittedWork work = hold.work();
        return new Outcome(
                Status.REPLAYED,
                work.id(),
                hold.state(),
                0,
                work.amountUnits(),
                0,
                0,
                hold.availableAfterUnits(),
                hold.createdAt(),
                work.expiresAt());
    }

    static Outcome reversed(long units, OpenAccount account) {
        return new Outcome(
                Status.APPLIED,
                null,
                null,
                account.sequence,
                units,
                0,
                account.balanceUnits,
                account.availableUnits(),
                account.at,
                null);
    }

    static Outcome posted(NewEntry entry) {
        return new Outcome(
                Status.APPLIED,
                null,
                null,
                entry.sequence(),
                entry.amountUnits(),
                0,
                entry.balanceUnits(),
                0,
                entry.at(),
                null);
    }

    static Outcome replayed(EntryRecord entry) {
        return new Outcome(
                Status.REPLAYED,
                null,
                null,
                entry.sequence(),
                entry.amountUnits(),
                0,
                entry.balanceAfterUnits(),
                0,
                entry.at(),
                null);
    }

    static Outcome ended(EndedHold end) {
        return new Outcome(
                Status.APPLIED,
                end.work().id(),
                end.how().state(),
                0,
                -end.how().chargedUnits(),
                end.how().shortfallUnits(),
                end.balanceUnits(),
                end.availableUnits(),
                end.at(),
                null);
    }

    static Outcome replayedEnd(HoldRecord hold) {
        return new Outcome(
                Status.REPLAYED,
                hold.work().id(),
                hold.state(),
                0,
                -hold.chargedUnits(),
                hold.shortfallUnits(),
                hold.balanceAtEndUnits(),
                hold.availableAtEndUnits(),
                hold.endedAt(),
                null);
    }

    boolean replayed() {
        return status == Status.REPLAYED;
    }

    /** The same answer for an operation that repeats the one it was given to. */
    Outcome asReplay() {
        Status repeated = status == Status.APPLIED ? Status.REPLAYED : status;
        return new Outcome(
                repeated,
                id,
                holdState,
                sequence,
                amountUnits,
                shortfallUnits,
                balanceUnits,
                availableUnits,
                at,
                expiresAt);
    }
}
