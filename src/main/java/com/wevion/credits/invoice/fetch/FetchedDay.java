package com.wevion.credits.invoice.fetch;

import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A day as it was fetched last.
 *
 * @param importId its import; the latest one that was taken, if this one was refused
 * @param isRefused true if it was not imported
 * @param fetchedAt the time at which it was imported, or refused, last
 */
record FetchedDay(LocalDate day, UUID importId, String sha256, boolean isRefused, Instant fetchedAt) {
    static FetchedDay read(ResultSet row) throws SQLException {
        return new FetchedDay(
                row.getObject("day", LocalDate.class),
                Sql.uuid(row, "import_id"),
                row.getString("sha256"),
                row.getBoolean("refused"),
                Sql.instant(row, "fetched_at"));
    }
}
