package com.wevion.credits.identity.key;

import com.wevion.credits.platform.access.Party;
import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A key with which a machine calls the API, without its secret.
 *
 * @param teamId the only team in which it acts; null for a key of the platform
 * @param scopes columns of the table of actions
 * @param beginning the first characters of the secret
 * @param madeBy the person; purchases by the key are in that name
 * @param expiresAt the time at which it ends by itself
 * @param replaces the key that this one took the place of; null for none
 * @param revokedBy the person; null while it is not revoked
 * @param revokedAt null while it is not revoked
 * @param usedAt the time of its last noted use; null before the first
 * @param usedFrom the address from which it was used then
 */
public record ApiKey(
        UUID id,
        UUID teamId,
        String name,
        List<Party> scopes,
        String beginning,
        UUID madeBy,
        Instant madeAt,
        Instant expiresAt,
        UUID replaces,
        UUID revokedBy,
        Instant revokedAt,
        Instant usedAt,
        String usedFrom) {

    static ApiKey read(ResultSet row) throws SQLException {
        return new ApiKey(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "team_id"),
                row.getString("name"),
                Arrays.stream((String[]) row.getArray("scopes").getArray())
                        .map(Party::valueOf)
                        .toList(),
                row.getString("beginning"),
                Sql.uuid(row, "made_by"),
                Sql.instant(row, "made_at"),
                Sql.instant(row, "expires_at"),
                Sql.uuid(row, "replaces"),
                Sql.uuid(row, "revoked_by"),
                Sql.instant(row, "revoked_at"),
                Sql.instant(row, "used_at"),
                row.getString("used_from"));
    }

    /** True if it acts in every team. */
    public boolean isOfThePlatform() {
        return teamId == null;
    }

    /** True if it acts in this team. */
    public boolean isFor(UUID team) {
        return isOfThePlatform() || teamId.equals(team);
    }

    /** Its scopes; of a team's key, whatever is recorded, none by which more than that team would be at stake (D19). */
    public List<Party> parties() {
        return scopes.stream()
                .filter(scope -> isOfThePlatform() || scope.isAScopeInATeam())
                .toList();
    }

    /** True if it is revoked. */
    public boolean isRevoked() {
        return revokedAt != null;
    }

    /** True if it has not ended. */
    public boolean isActive(Instant now) {
        return !isRevoked() && expiresAt.isAfter(now);
    }
}
