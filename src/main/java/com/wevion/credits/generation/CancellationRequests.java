package com.wevion.credits.generation;

import com.wevion.credits.generation.broker.BrokerQueues;
import com.wevion.credits.generation.broker.CancellationMessage;
import com.wevion.credits.generation.broker.Outbox;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;

/** Asks the workers to give jobs up (D20). */
@Stateless
public class CancellationRequests {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    /** Records that a job is to be given up and tells every worker, once; of a job that has ended nothing is recorded. */
    public void add(UUID jobId, UUID teamId) {
        Instant now = clock.instant();
        int added = Sql.on(dataSource).update("""
                        INSERT INTO job_cancellation (job_id, requested_at)
                        SELECT id, ? FROM hold WHERE id = ? AND state = 'OPEN'
                        ON CONFLICT ON CONSTRAINT job_cancellation_pk DO NOTHING""", now, jobId);
        if (added > 0) {
            outbox.tell(BrokerQueues.CANCELLED, Json.write(new CancellationMessage(jobId, teamId, now)));
        }
    }
}
