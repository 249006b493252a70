package com.wevion.credits.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Rows of a feature that must be committed together with an operation, such as the job that a hold is for. They are
 * written after the operation was accepted; not for a replay and not for a refusal.
 */
public interface Companion {
    /**
     * Is told what was decided, before it is written.
     *
     * @param units what the operation came to, where that is left to the ledger: held, added to the balance (so that a charge
     *     is negative), or done by a reversal
     * @return the companion to write
     */
    default Companion decided(long units) {
        return this;
    }

    /**
     * As {@link #decided(long)}, of a reversal, which may freeze beside what it takes or gives back.
     *
     * @param units what was taken from the balance, or given back to it; of one that only freezes, what was frozen
     * @param frozenUnits what it has frozen, after it gave back what was frozen before
     */
    default Companion reversed(long units, long frozenUnits) {
        return decided(units);
    }

    /**
     * Writes the rows of all companions of this class in a batch, set-based, in the operations' transaction.
     *
     * @param connection not to be closed or committed here
     * @param all this companion and the others of its class, in the order of their operations
     */
    void write(Connection connection, List<Companion> all) throws SQLException;
}
