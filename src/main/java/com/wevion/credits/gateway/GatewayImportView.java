package com.wevion.credits.gateway;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The import of a gateway's log.
 *
 * @param log LITELLM or CSV
 * @param fileName null if it was not told
 * @param accepted rows that are compared with invoices
 * @param repeated rows of requests that an earlier row told
 * @param admitted rows of requests that are in usage records: they were admitted here
 * @param idle rows of which no provider did anything
 * @param firstAt the earliest work of the accepted rows; null without any
 * @param lastAt the latest work of the accepted rows; null without any
 * @param costUsd the costs of the accepted rows, as far as they are known
 * @param refusedRows the first of them; in a list none
 */
public record GatewayImportView(
        UUID importId,
        String log,
        String fileName,
        long bytes,
        Instant at,
        long accepted,
        long repeated,
        long admitted,
        long idle,
        long refused,
        Instant firstAt,
        Instant lastAt,
        String costUsd,
        List<GatewayRefusal> refusedRows) {

    public GatewayImportView {
        refusedRows = List.copyOf(refusedRows);
    }

    static GatewayImportView read(ResultSet row) throws SQLException {
        return new GatewayImportView(
                Sql.uuid(row, "id"),
                row.getString("log"),
                row.getString("file_name"),
                row.getLong("bytes"),
                Sql.instant(row, "at"),
                row.getLong("accepted"),
                row.getLong("repeated"),
                row.getLong("admitted"),
                row.getLong("idle"),
                row.getLong("refused"),
                Sql.instant(row, "first_at"),
                Sql.instant(row, "last_at"),
                Unit.USD.format(row.getLong("cost_nanos")),
                List.of());
    }

    GatewayImportView with(List<GatewayRefusal> rows) {
        return new GatewayImportView(
                importId, log, fileName, bytes, at, accepted, repeated, admitted, idle, refused, firstAt, lastAt,
                costUsd, rows);
    }
}
