package com.wevion.credits.ledger.operation;

import com.wevion.credits.platform.database.ArrayParameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Companions that need one INSERT only. It is sent as a part of the ledger's own statement, which then commits by itself: that
 * saves two round trips while accounts are locked.
 *
 * @param <A> the operation's answer
 */
public interface CompanionRows<A> extends Companion<A> {
    /** An INSERT of the rows of all companions of this class; always the same text, as it can stand in a WITH clause. */
    String insert();

    /** Binds the parameters of the INSERT. */
    void bind(ArrayParameters arrays, List<Companion<?>> all) throws SQLException;

    @Override
    default void write(Connection connection, List<Companion<?>> all) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(insert())) {
            bind(new ArrayParameters(insert), all);
            insert.executeUpdate();
        }
    }
}
