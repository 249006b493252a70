package com.wevion.credits.reconciliation.ignored;

import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A SKU or account of a provider whose lines are not compared.
 *
 * @param name upper case; lines have it in any case
 * @param by the operator who left it out
 */
public record Ignored(String provider, IgnoredBy what, String name, String reason, UUID by, Instant at) {
    static Ignored read(ResultSet row) throws SQLException {
        return new Ignored(
                row.getString("provider"),
                IgnoredBy.valueOf(row.getString("what")),
                row.getString("name"),
                row.getString("reason"),
                Sql.uuid(row, "created_by"),
                Sql.instant(row, "created_at"));
    }
}
