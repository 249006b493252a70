package com.wevion.credits.generation;

import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.Ending;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The request for a job as long as it was surely not sent: taken out of the outbox in the transaction that ends the job (D20). */
record UnsentRequest(UUID jobId) implements Companion<Ending> {
    /** Refuses the end of the job, as a violated constraint would: the request is not there, or a node is sending it. */
    static final String GONE = "23D20";

    @Override
    public void write(Connection connection, List<Companion<?>> all) throws SQLException {
        UUID[] jobs = all.stream().map(row -> ((UnsentRequest) row).jobId()).toArray(UUID[]::new);
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM outbox WHERE job_id = ANY (?) AND lease_until = '-infinity'")) {
            delete.setArray(1, connection.createArrayOf("uuid", jobs));
            if (delete.executeUpdate() < jobs.length) {
                throw new SQLException("The request for the job may have been sent.", GONE);
            }
        }
    }
}
