package com.wevion.credits.ledger.operation;

/**
 * Decides each operation as what it is.
 *
 * @param <T> an account, as whoever decides knows it
 */
public interface Decider<T> {
    /** Admits work, or refuses it. */
    Decision<Admission> hold(Hold hold, T account);

    /** Decides what ends a hold. */
    Decision<Ending> end(EndOfHold end, T account);

    /** Decides a direct change of a balance. */
    Decision<Posted> post(Posting posting, T account);

    /** Decides what a refund or a dispute does. */
    Decision<Reversed> reverse(Reversal reversal, T account);
}
