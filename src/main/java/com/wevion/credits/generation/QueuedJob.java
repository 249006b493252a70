package com.wevion.credits.generation;

import com.wevion.credits.catalog.JobTerms;
import com.wevion.credits.generation.broker.BrokerQueues;
import com.wevion.credits.ledger.operation.Admission;
import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.platform.database.ArrayParameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A job and the message that asks the workers for it: both are there exactly when its hold is.
 *
 * @param traceparent the place in the trace of the request; null for none
 */
record QueuedJob(
        UUID jobId,
        UUID teamId,
        UUID userId,
        JobTerms terms,
        String parameters,
        Instant createdAt,
        Instant deadline,
        String message,
        String traceparent)
        implements Companion<Admission> {

    private static final String INSERT = """
            WITH jobs AS (
                INSERT INTO job (id, team_id, user_id, service, requested_engine, engine, quantity, quoted_units,
                                 parameters, created_at, deadline)
                SELECT id, team_id, user_id, service, requested_engine, engine, quantity, quoted_units,
                       parameters::json, created_at::timestamptz, deadline::timestamptz
                  FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                              ?::bigint[], ?::text[], ?::text[], ?::text[])
                       AS j (id, team_id, user_id, service, requested_engine, engine, quantity, quoted_units,
                             parameters, created_at, deadline))
            INSERT INTO outbox (queue, body, created_at, job_id, traceparent)
            SELECT queue, body, created_at::timestamptz, job_id, traceparent
              FROM unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[]) AS m (queue, body, created_at, job_id, traceparent)
            """;

    @Override
    public void write(Connection connection, List<Companion<?>> all) throws SQLException {
        List<QueuedJob> jobs = all.stream().map(QueuedJob.class::cast).toList();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            ArrayParameters parameters = new ArrayParameters(insert);
            parameters
                    .rows(jobs)
                    .uuids(QueuedJob::jobId)
                    .uuids(QueuedJob::teamId)
                    .uuids(QueuedJob::userId)
                    .texts(job -> job.terms().service().name())
                    .texts(job -> job.terms().requestedEngine())
                    .texts(job -> job.terms().engine())
                    .longs(job -> job.terms().quantity())
                    .longs(job -> job.terms().quotedUnits())
                    .texts(QueuedJob::parameters)
                    .texts(job -> job.createdAt().toString())
                    .texts(job -> job.deadline().toString())
                    .texts(job -> BrokerQueues.REQUESTED)
                    .texts(QueuedJob::message)
                    .texts(job -> job.createdAt().toString())
                    .uuids(QueuedJob::jobId)
                    .texts(QueuedJob::traceparent);
            insert.executeUpdate();
        }
    }
}
