package com.wevion.credits.ledger.operation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Rows of a feature that must be committed together with an operation, such as the job that a hold is for. They are
 * written after the operation was accepted; not for a replay and not for a refusal.
 *
 * @param <A> the operation's answer
 */
public interface Companion<A> {
    /**
     * Is told what was decided, before it is written.
     *
     * @return the companion to write
     */
    default Companion<A> decided(A answer) {
        return this;
    }

    /**
     * Writes the rows of all companions of this class in a batch, set-based, in the operations' transaction.
     *
     * @param connection not to be closed or committed here
     * @param all this companion and the others of its class, in the order of their operations
     */
    void write(Connection connection, List<Companion<?>> all) throws SQLException;
}
