package com.wevion.credits.generation;

import com.wevion.credits.catalog.JobTerms;
import com.wevion.credits.ledger.Companion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** A job and the message that asks the workers for it: both are there exactly when its hold is. */
record QueuedJob(
        UUID jobId,
        UUID teamId,
        UUID userId,
        JobTerms terms,
        String parameters,
        Instant createdAt,
        Instant deadline,
        String message)
        implements Companion {

    private static final String INSERT = """
            WITH jobs AS (
                INSERT INTO job (id, team_id, user_id, service, requested_engine, engine, quantity, quoted_micros,
                                 parameters, created_at, deadline)
                SELECT id, team_id, user_id, service, requested_engine, engine, quantity, quoted_micros,
                       parameters::json, created_at::timestamptz, deadline::timestamptz
                  FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                              ?::bigint[], ?::text[], ?::text[], ?::text[])
                       AS j (id, team_id, user_id, service, requested_engine, engine, quantity, quoted_micros,
                             parameters, created_at, deadline))
            INSERT INTO outbox (queue, body, created_at)
            SELECT ?, body, created_at::timestamptz FROM unnest(?::text[], ?::text[]) AS m (body, created_at)
            """;

    @Override
    public void write(Connection connection, List<Companion> all) throws SQLException {
        List<QueuedJob> jobs = all.stream().map(QueuedJob.class::cast).toList();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Arrays arrays = new Arrays(connection, insert, jobs);
            arrays.add("uuid", QueuedJob::jobId);
            arrays.add("uuid", QueuedJob::teamId);
            arrays.add("uuid", QueuedJob::userId);
            arrays.add("text", job -> job.terms().service().name());
            arrays.add("text", job -> job.terms().requestedEngine());
            arrays.add("text", job -> job.terms().engine());
            arrays.add("bigint", job -> job.terms().quantity());
            arrays.add("bigint", job -> job.terms().quotedMicros());
            arrays.add("text", QueuedJob::parameters);
            arrays.add("text", job -> job.createdAt().toString());
            arrays.add("text", job -> job.deadline().toString());
            arrays.add(Queues.REQUESTED);
            arrays.add("text", QueuedJob::message);
            arrays.add("text", job -> job.createdAt().toString());
            insert.executeUpdate();
        }
    }

    /** Binds one array per column, in order. */
    private static final class Arrays {
        private final Connection connection;
        private final PreparedStatement statement;
        private final List<QueuedJob> jobs;
        private int position;

        Arrays(Connection connection, PreparedStatement statement, List<QueuedJob> jobs) {
            this.connection = connection;
            this.statement = statement;
            this.jobs = jobs;
        }

        void add(String type, Function<QueuedJob, Object> column) throws SQLException {
            Object[] values = jobs.stream().map(column).toArray();
            statement.setArray(++position, connection.createArrayOf(type, values));
        }

        void add(String value) throws SQLException {
            statement.setString(++position, value);
        }
    }
}
