package com.wevion.credits.team;

import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Finds those who have left their teams, for what outlasts the request that began it. Thread-safe. */
@ApplicationScoped
public class Leavers {
    /** A person's place in a team. */
    public record Seat(UUID teamId, UUID userId) {}

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    /** The people among these who are no longer members, whichever server removed them; asked of the database. */
    public Set<Seat> among(List<Seat> seats) {
        if (seats.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(Sql.on(dataSource)
                .list(
                        """
                        SELECT seat.team_id, seat.user_id
                          FROM unnest(?::uuid[], ?::uuid[]) AS seat (team_id, user_id)
                         WHERE NOT EXISTS (SELECT FROM member m
                                            WHERE m.team_id = seat.team_id AND m.user_id = seat.user_id
                                              AND m.removed_at IS NULL)""",
                        row -> new Seat(Sql.uuid(row, "team_id"), Sql.uuid(row, "user_id")),
                        seats.stream().map(Seat::teamId).toArray(UUID[]::new),
                        seats.stream().map(Seat::userId).toArray(UUID[]::new)));
    }
}
