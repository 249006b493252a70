package com.wevion.credits.generation;

import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.Ending;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The usage record of a job of ten images, as the service writes it with the settlement. */
record RecordedImages(UUID job, long chargedUnits) implements Companion<Ending> {
    private static final String INSERT = """
            INSERT INTO usage_record (work_id, measure, at, service, engine, quantity, charged_units, outcome)
            VALUES (?, 'IMAGE', now(), 'IMAGE', 'FLUX_2_PRO', 10, ?, 'SUCCEEDED')""";

    @Override
    public RecordedImages decided(Ending ending) {
        return new RecordedImages(job, ending.chargedUnits());
    }

    @Override
    public void write(Connection connection, List<Companion<?>> all) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Companion<?> companion : all) {
                insert.setObject(1, ((RecordedImages) companion).job);
                insert.setLong(2, ((RecordedImages) companion).chargedUnits);
                insert.executeUpdate();
            }
        }
    }
}
