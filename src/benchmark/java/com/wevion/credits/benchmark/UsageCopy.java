package com.wevion.credits.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Writes usage records by COPY. */
final class UsageCopy implements AutoCloseable {
    private static final String COPY =
            "COPY usage_record (work_id, measure, at, provider, request_id, service, engine, quantity,"
                    + " cost_nanos, cost_source, charged_units, outcome) FROM STDIN";

    private final Writer out;
    private long rows;

    UsageCopy(Connection connection) throws SQLException {
        out = new BufferedWriter(
                new OutputStreamWriter(
                        new PGCopyOutputStream(connection.unwrap(PGConnection.class), COPY, 1 << 16),
                        StandardCharsets.UTF_8),
                1 << 16);
    }

    /** Adds the usage of a work at a second of a day; a success earns twice its cost. */
    void add(UUID work, ProviderSku sku, LocalDate day, int second, String request, long quantity, String outcome)
            throws IOException {
        long nanos = sku.cost(quantity);
        out.write(String.join(
                "\t",
                work.toString(),
                sku.measure(),
                day + "T" + LocalTime.ofSecondOfDay(second) + "Z",
                sku.provider(),
                request,
                sku.service(),
                sku.engine(),
                Long.toString(quantity),
                Long.toString(nanos),
                "WORKER",
                Long.toString(outcome.equals("SUCCEEDED") ? 2 * nanos / 1_000 : 0),
                outcome));
        out.write('\n');
        rows++;
    }

    long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
