package com.wevion.credits.ledger;

import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.Ending;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** A row that can be written once, in the table {@code once}; of a settlement it keeps what was charged. */
record Once(UUID id, long units) implements Companion<Object> {
    static final String TABLE = "CREATE TABLE once (id uuid PRIMARY KEY, units bigint NOT NULL)";

    @Override
    public Once decided(Object answer) {
        return answer instanceof Ending ending ? new Once(id, ending.chargedUnits()) : this;
    }

    @Override
    public void write(Connection connection, List<Companion<?>> all) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO once VALUES (?, ?)")) {
            for (Companion<?> companion : all) {
                insert.setObject(1, ((Once) companion).id);
                insert.setLong(2, ((Once) companion).units);
                insert.executeUpdate();
            }
        }
    }
}
