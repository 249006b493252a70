package com.wevion.credits.benchmark;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Writes entries by COPY in PostgreSQL's binary form, the fastest way into a table. */
final class EntryCopy implements AutoCloseable {
    private static final String COPY = """
            COPY entry (account_id, sequence, operation_id, at, type, reference_kind, amount_units, balance_after_units,
                        shortfall_units, user_id, service, engine, quantity, explanation, hash) FROM STDIN (FORMAT binary)""";
    private static final short COLUMNS = 15;
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    /** PostgreSQL counts from the year 2000. */
    private static final long EPOCH_MICROS_OF_2000 = 946_684_800_000_000L;

    private final DataOutputStream out;

    EntryCopy(Connection connection) throws SQLException, IOException {
        out = new DataOutputStream(new BufferedOutputStream(
                new PGCopyOutputStream(connection.unwrap(PGConnection.class), COPY, 1 << 16), 1 << 16));
        out.write(SIGNATURE);
        out.writeInt(0);
        out.writeInt(0);
    }

    void write(Chain.Line line, byte[] hash) throws IOException {
        out.writeShort(COLUMNS);
        number(line.accountId());
        number(line.sequence());
        uuid(line.operationId());
        number(line.atEpochMicros() - EPOCH_MICROS_OF_2000);
        text(line.type());
        text(Chain.referenceKind(line.type()));
        number(line.amountUnits());
        number(line.balanceAfterUnits());
        number(0);
        uuid(line.userId());
        text(line.service());
        text(line.engine());
        if (line.quantity() == null) {
            nothing();
        } else {
            number(line.quantity());
        }
        text(line.explanation());
        bytes(hash);
    }

    private void number(long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    private void uuid(UUID value) throws IOException {
        if (value == null) {
            nothing();
            return;
        }
        out.writeInt(2 * Long.BYTES);
        out.writeLong(value.getMostSignificantBits());
        out.writeLong(value.getLeastSignificantBits());
    }

    private void text(String value) throws IOException {
        if (value == null) {
            nothing();
        } else {
            bytes(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void bytes(byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    private void nothing() throws IOException {
        out.writeInt(-1);
    }

    @Override
    public void close() throws IOException {
        out.writeShort(-1);
        out.close();
    }
}
