package com.wevion.credits.reconciliation.ignored;

import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A change of what is left out.
 *
 * @param reason null if it is compared again
 */
public record IgnoredChange(
        UUID changeId, String provider, IgnoredBy what, String name, Instant at, UUID by, String reason) {
    static IgnoredChange read(ResultSet row) throws SQLException {
        return new IgnoredChange(
                Sql.uuid(row, "id"),
                row.getString("provider"),
                IgnoredBy.valueOf(row.getString("what")),
                row.getString("name"),
                Sql.instant(row, "at"),
                Sql.uuid(row, "by"),
                row.getString("reason"));
    }
}
