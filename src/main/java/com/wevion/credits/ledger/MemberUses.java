package com.wevion.credits.ledger;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.time.Instants;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Reads the use of members, which {@link Ledger} keeps for their caps (D13). Thread-safe. */
public class MemberUses {
    private record Of(UUID userId, MemberUse use) {}

    // A row counts the charges of the month of the member's last charge, and all open holds.
    private static final String USES = """
            SELECT u.user_id,
                   coalesce(sum(u.held_units + CASE u.month WHEN ? THEN u.charged_units ELSE 0 END)
                            FILTER (WHERE a.kind = 'CREDITS'), 0)::bigint AS credits,
                   coalesce(sum(u.held_units + CASE u.month WHEN ? THEN u.charged_units ELSE 0 END)
                            FILTER (WHERE a.kind = 'CREATIVE'), 0)::bigint AS usd
              FROM account a JOIN member_use u ON u.account_id = a.id AND u.user_id = ANY (?)
             WHERE a.team_id = ?
             GROUP BY u.user_id""";

    private final DataSource dataSource;
    private final Clock clock;

    /** @param dataSource for reading only */
    MemberUses(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** The use of some members of a team this month, without those who never used anything. */
    public Map<UUID, MemberUse> of(UUID teamId, Collection<UUID> userIds) {
        LocalDate month = Instants.monthOf(clock.instant());
        return Sql.on(dataSource)
                .list(
                        USES,
                        row -> new Of(
                                Sql.uuid(row, "user_id"), new MemberUse(row.getLong("credits"), row.getLong("usd"))),
                        month,
                        month,
                        userIds.toArray(UUID[]::new),
                        teamId)
                .stream()
                .collect(Collectors.toMap(Of::userId, Of::use));
    }
}
