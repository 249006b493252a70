package com.wevion.credits.ledger.operation;

import com.wevion.credits.ledger.book.AdmittedWork;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/**
 * Sets an amount aside for work that is about to start, if it is available (S15, D4). Refused by {@link InsufficientFunds} if it is not, by
 * {@link MemberCapExceeded} if the member's cap leaves no room, and by {@link IdempotencyKeyReused} if the key was used for another
 * request.
 *
 * @param work to be admitted, with a new id: its amount is the expected cost, its expiry the time when the hold is released by itself
 * @param idempotencyKey the caller's key, unique per team and kind for ever
 * @param fingerprint of the request, to tell a retry from another request with the same key
 * @param partial true to set aside what is available, if it is anything (D6); false for all or nothing (D7)
 * @param memberCapUnits the monthly cap on this account of the person who causes the work (D13); null for none
 * @param companion rows to be committed with the hold; null for none
 */
public record Hold(
        AdmittedWork work,
        String idempotencyKey,
        byte[] fingerprint,
        boolean partial,
        Long memberCapUnits,
        Companion<? super Admission> companion)
        implements Operation<Admission> {

    /** @throws IllegalArgumentException if the amount is negative or too large */
    public Hold {
        Operation.requireAmount(work.amountUnits());
    }

    /** A hold of all or nothing, without a cap and without further rows. */
    public static Hold of(AdmittedWork work, String idempotencyKey, byte[] fingerprint) {
        return new Hold(work, idempotencyKey, fingerprint, false, null, null);
    }

    /** The same, of what is available, if that is less (D6). */
    public Hold orLess() {
        return new Hold(work, idempotencyKey, fingerprint, true, memberCapUnits, companion);
    }

    /** The same, under a monthly cap; null for none. */
    public Hold within(Long capUnits) {
        return new Hold(work, idempotencyKey, fingerprint, partial, capUnits, companion);
    }

    /** The same, with rows to be committed together with it. */
    public Hold with(Companion<? super Admission> rows) {
        return new Hold(work, idempotencyKey, fingerprint, partial, memberCapUnits, rows);
    }

    /** The id of the chat message or job. */
    public UUID holdId() {
        return work.id();
    }

    @Override
    public long accountId() {
        return work.accountId();
    }

    @Override
    public UUID userId() {
        return work.userId();
    }

    /** The expected cost of the work. */
    public long amountUnits() {
        return work.amountUnits();
    }

    /** The time when the hold is released by itself. */
    public Instant expiresAt() {
        return work.expiresAt();
    }

    @Override
    public Subject subject() {
        return new OfKey(work.teamId(), work.kind(), idempotencyKey);
    }

    @Override
    public boolean repeats(Operation<?> other) {
        return other instanceof Hold hold
                && hold.accountId() == accountId()
                && Objects.equals(hold.memberCapUnits, memberCapUnits)
                && Arrays.equals(hold.fingerprint, fingerprint);
    }

    @Override
    public Admission again(Admission answer) {
        return answer.asReplay();
    }

    @Override
    public <T> Decision<Admission> decidedBy(Decider<T> decider, T account) {
        return decider.hold(this, account);
    }
}
