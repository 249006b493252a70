package com.wevion.credits.invoice;

import com.wevion.credits.invoice.format.Charge;
import com.wevion.credits.invoice.format.FileReader;
import com.wevion.credits.invoice.format.FileRefused;
import com.wevion.credits.invoice.format.RowSink;
import com.wevion.credits.invoice.format.pack.SentFile;
import com.wevion.credits.platform.database.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Takes in one file: reads it and writes its lines, which do not count yet. For one thread. */
final class ImportRun implements RowSink {
    private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(1);
    /** Half a cent: whoever writes whole dollars has not rounded to them. */
    private static final long MAX_ALLOWANCE_NANOS = 5_000_000;

    private final UUID id;
    private final DataSource dataSource;
    private final LineCopy lines;
    private final ImportLimits limits;
    private final Clock clock;
    private final Scopes scopes;
    private final List<RefusedRow> refusedRows = new ArrayList<>();
    private Incoming file;
    private Instant told;
    private long accepted;
    private long refused;
    private long leftOut;
    private long allowanceNanos = MAX_ALLOWANCE_NANOS;

    ImportRun(UUID id, DataSource dataSource, LineCopy lines, ImportLimits limits, Clock clock) {
        this.id = id;
        this.dataSource = dataSource;
        this.lines = lines;
        this.limits = limits;
        this.clock = clock;
        this.told = clock.instant();
        this.scopes = new Scopes(limits.scopes(), told);
    }

    /**
     * Reads the file to its end and writes its lines.
     *
     * @param expectedBytes the length of the file; negative if it is not known
     * @return the reason why the file is refused; null if it is not
     * @throws IOException if the file breaks off
     * @throws ImportEnded if the import has already ended
     */
    String take(InputStream body, long expectedBytes, FileReader reader) throws IOException {
        file = new Incoming(body, limits.fileBytes(), expectedBytes, this::tellNowAndThen);
        String reason = expectedBytes > limits.fileBytes()
                ? "the file is longer than " + limits.fileBytes() + " bytes"
                : read(reader);
        lines.await();
        return reason;
    }

    private String read(FileReader reader) throws IOException {
        try {
            new SentFile(file, limits.unpackedBytes(), limits.entries(), limits.parquet()).read(reader, this);
            file.drain();
            if (accepted == 0 && refused == 0 && leftOut > 0) {
                return "none of the " + leftOut + " rows is one of those that are to count";
            }
            if (accepted == 0 && refused > 0) {
                RefusedRow first = refusedRows.get(0);
                return "no row was accepted; the first, line " + first.line() + ": " + first.reason();
            }
            send();
            return null;
        } catch (FileRefused e) {
            return refuse(e.getMessage());
        } catch (IOException e) {
            if (file.broken()) {
                throw e;
            }
            return refuse("the file cannot be unpacked: it is damaged, cut off or encrypted");
        }
    }

    /** The rest is read for its digest, by which a repetition is known. */
    private String refuse(String reason) throws IOException {
        try {
            file.drain();
            return reason;
        } catch (FileRefused e) {
            return e.getMessage();
        }
    }

    @Override
    public void accept(Charge charge) {
        scopes.add(charge);
        allowanceNanos = Math.min(allowanceNanos, charge.allowanceNanos);
        accepted++;
        if (lines.add(charge)) {
            send();
        }
    }

    @Override
    public void nothing(Charge charge) {
        scopes.add(charge);
    }

    @Override
    public void leaveOut() {
        leftOut++;
    }

    @Override
    public void refuse(long line, String reason, String excerpt) {
        refused++;
        if (refusedRows.size() < limits.refusals()) {
            refusedRows.add(new RefusedRow(line, reason, excerpt));
        }
    }

    private void send() {
        Object[] progress = progress();
        told = clock.instant();
        lines.send(connection -> tell(connection, progress));
    }

    private Object[] progress() {
        return new Object[] {accepted, refused, file.bytes(), clock.instant().plus(limits.lease()), id};
    }

    /** A file whose rows are long or all refused makes no pieces for a while. */
    private void tellNowAndThen() {
        Instant now = clock.instant();
        if (Duration.between(told, now).compareTo(BETWEEN_SIGNS_OF_LIFE) < 0) {
            return;
        }
        told = now;
        if (Sql.on(dataSource).update(TELL, progress()) == 0) {
            throw new ImportEnded();
        }
    }

    private static final String TELL = "UPDATE invoice_import SET accepted = ?, refused = ?, bytes = ?, lease_until = ?"
            + " WHERE id = ? AND status = 'LOADING'";

    /** Lines of an import that was ended meanwhile must not stay. */
    private static void tell(Connection connection, Object... progress) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TELL)) {
            statement.setLong(1, (Long) progress[0]);
            statement.setLong(2, (Long) progress[1]);
            statement.setLong(3, (Long) progress[2]);
            statement.setObject(4, ((Instant) progress[3]).atOffset(java.time.ZoneOffset.UTC));
            statement.setObject(5, progress[4]);
            if (statement.executeUpdate() == 0) {
                throw new ImportEnded();
            }
        }
    }

    UUID id() {
        return id;
    }

    Scopes scopes() {
        return scopes;
    }

    List<RefusedRow> refusedRows() {
        return refusedRows;
    }

    long leftOut() {
        return leftOut;
    }

    long accepted() {
        return accepted;
    }

    long refused() {
        return refused;
    }

    /** The part of each amount that may have been rounded away: the smallest of all rows, as the last decimal may be a 0 that is left out. */
    long allowanceNanos() {
        return allowanceNanos;
    }

    long bytes() {
        return file.bytes();
    }

    /** SHA-256 of the file, to be asked for once; null if it was not read to its end, as it is too long. */
    byte[] digest() {
        return file.ended() ? file.digest() : null;
    }
}
