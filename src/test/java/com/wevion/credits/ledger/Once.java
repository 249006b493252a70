package com.wevion.credits.ledger;

import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.platform.database.Sql;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;

/** A row that can be written once, in the table {@code once}; of a settlement it keeps what was charged. */
record Once(UUID id, long units) implements Companion<Object> {
    static final String TABLE = "CREATE TABLE once (id uuid PRIMARY KEY, units bigint NOT NULL)";

    @Override
    public Once decided(Object answer) {
        return answer instanceof Ending ending ? new Once(id, ending.chargedUnits()) : this;
    }

    /** Not by the driver, as other companions do: what fails is refused in the same way. */
    @Override
    public void write(Connection connection, List<Companion<?>> all) {
        Sql sql = Sql.on(connection);
        for (Companion<?> companion : all) {
            sql.update("INSERT INTO once VALUES (?, ?)", ((Once) companion).id, ((Once) companion).units);
        }
    }
}
