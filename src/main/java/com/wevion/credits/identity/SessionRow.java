package com.wevion.credits.identity;

import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a row of {@code browser_session}. */
final class SessionRow {
    private SessionRow() {}

    static Session session(ResultSet row, SessionSecret secret) throws SQLException {
        return new Session(
                Sql.uuid(row, "id"),
                secret,
                identity(row),
                Sql.instant(row, "seen_at"),
                Sql.instant(row, "ends_at"),
                row.getString("provider_tokens"),
                row.getBoolean("renewing"),
                Sql.instant(row, "page_token_until"));
    }

    static Identity identity(ResultSet row) throws SQLException {
        Set<PlatformRole> roles = EnumSet.noneOf(PlatformRole.class);
        Stream.of(row.getString("roles").split(","))
                .filter(role -> !role.isEmpty())
                .map(PlatformRole::valueOf)
                .forEach(roles::add);
        return new Identity(
                row.getString("issuer"),
                row.getString("subject"),
                Sql.uuid(row, "person_id"),
                row.getString("name"),
                roles,
                Sql.instant(row, "identity_until"),
                Optional.empty());
    }
}
