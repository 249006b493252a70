package com.wevion.credits.invoice;

import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The import of a file.
 *
 * @param source {@code REST}, {@code INBOX} or {@code API}
 * @param fileName null if it was not told
 * @param only the rows that count; null for all
 * @param reason the reason why the whole file was refused; otherwise null
 * @param asksAbout the imports that the reason asks about: whether this one takes their place; none if it is no question
 * @param unanswered true if it was refused and still needs an answer
 * @param accepted rows so far
 * @param refused rows so far
 * @param leftOut rows that do not count because of {@code only}; 0 until it has ended
 * @param bytes of the file as it came, so far
 * @param endedAt null while it is loading
 * @param supersededBy the import that took its place; null if it counts
 * @param supersedes the imports whose place it took
 * @param firstDay the first day on which a charge begins; null until it is imported
 * @param lastDay the last day on which a charge begins; null until it is imported
 * @param refusedRows the first of the rows that were refused; in a list none
 * @param refusedRowsArchived true if there were some that are archived
 */
public record ImportView(
        UUID importId,
        String provider,
        String format,
        String source,
        String fileName,
        String only,
        ImportStatus status,
        String reason,
        List<UUID> asksAbout,
        boolean unanswered,
        long accepted,
        long refused,
        long leftOut,
        long bytes,
        Instant startedAt,
        Instant endedAt,
        UUID supersededBy,
        List<UUID> supersedes,
        String firstDay,
        String lastDay,
        List<RefusedRow> refusedRows,
        boolean refusedRowsArchived)
        implements FileReport {

    static final String COLUMNS = """
            SELECT i.*, coalesce(i.asks_about, '{}') AS asks, i.id IN (SELECT u.id FROM unanswered_import u) AS unanswered,
                   (SELECT min(first_day) FROM invoice_scope s WHERE s.import_id = i.id) AS first_day,
                   (SELECT max(last_day) FROM invoice_scope s WHERE s.import_id = i.id) AS last_day,
                   ARRAY(SELECT id FROM invoice_import earlier WHERE earlier.superseded_by = i.id ORDER BY id) AS supersedes
              FROM invoice_import i
            """;

    static ImportView read(ResultSet row) throws SQLException {
        return new ImportView(
                Sql.uuid(row, "id"),
                row.getString("provider"),
                row.getString("format"),
                row.getString("source"),
                row.getString("file_name"),
                row.getString("row_filter"),
                ImportStatus.valueOf(row.getString("status")),
                row.getString("reason"),
                List.of((UUID[]) row.getArray("asks").getArray()),
                row.getBoolean("unanswered"),
                row.getLong("accepted"),
                row.getLong("refused"),
                row.getLong("left_out"),
                row.getLong("bytes"),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "ended_at"),
                Sql.uuid(row, "superseded_by"),
                List.of((UUID[]) row.getArray("supersedes").getArray()),
                row.getString("first_day"),
                row.getString("last_day"),
                List.of(),
                false);
    }

    ImportView with(List<RefusedRow> rows, boolean archived) {
        return new ImportView(
                importId,
                provider,
                format,
                source,
                fileName,
                only,
                status,
                reason,
                asksAbout,
                unanswered,
                accepted,
                refused,
                leftOut,
                bytes,
                startedAt,
                endedAt,
                supersededBy,
                supersedes,
                firstDay,
                lastDay,
                rows,
                archived);
    }
}
