package com.wevion.credits.usage;

import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.platform.database.ArrayParameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A row of the table {@code usage_record}.
 *
 * @param quantity delivered, in the measure
 * @param costNanos the charge expected from the provider, in nano-dollars; null if it is unknown
 * @param source the source of the cost; null without one
 * @param chargedUnits the team's charge
 */
record UsageRecord(
        UUID workId,
        Measure measure,
        Instant at,
        String provider,
        String requestId,
        Service service,
        String engine,
        long quantity,
        Long costNanos,
        CostSource source,
        long chargedUnits,
        UsageOutcome outcome) {

    /** The source of a cost. */
    enum CostSource {
        /** The worker that had it done. */
        WORKER,
        /** The provider's rate in the catalogue at the time. */
        CATALOG
    }

    /**
     * Adds records, none of which may be there. The database has the last word on what is upper case, for it refuses a provider's
     * name that is not.
     */
    static final String INSERT = """
            INSERT INTO usage_record (work_id, measure, at, provider, request_id, service, engine, quantity, cost_nanos,
                                      cost_source, charged_units, outcome)
            SELECT work_id, measure, at::timestamptz, upper(provider), request_id, service, engine, quantity, cost_nanos,
                   cost_source, charged_units, outcome
              FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                          ?::bigint[], ?::text[], ?::bigint[], ?::text[])
                   AS r (work_id, measure, at, provider, request_id, service, engine, quantity, cost_nanos, cost_source,
                         charged_units, outcome)""";

    private static final String IF_ABSENT = " ON CONFLICT ON CONSTRAINT usage_record_pk DO NOTHING";

    UsageRecord charged(long units) {
        return new UsageRecord(
                workId, measure, at, provider, requestId, service, engine, quantity, costNanos, source, units, outcome);
    }

    /** Adds those records that are not there. */
    static void insertOnce(Connection connection, List<UsageRecord> records) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT + IF_ABSENT)) {
            bind(new ArrayParameters(insert), records);
            insert.executeUpdate();
        }
    }

    /** The parameters of {@link #INSERT}. */
    static void bind(ArrayParameters arrays, List<UsageRecord> records) throws SQLException {
        arrays.rows(records)
                .uuids(UsageRecord::workId)
                .texts(row -> row.measure().name())
                .texts(row -> row.at().toString())
                .texts(UsageRecord::provider)
                .texts(UsageRecord::requestId)
                .texts(row -> row.service().name())
                .texts(UsageRecord::engine)
                .longs(UsageRecord::quantity)
                .longs(UsageRecord::costNanos)
                .texts(row -> row.source() == null ? null : row.source().name())
                .longs(UsageRecord::chargedUnits)
                .texts(row -> row.outcome().name());
    }
}
