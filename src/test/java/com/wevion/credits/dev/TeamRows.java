package com.wevion.credits.dev;

import com.wevion.credits.platform.database.Sql;
import java.util.UUID;
import javax.sql.DataSource;

/** Teams for tests without a server, as the service would have written them. */
public final class TeamRows {
    private TeamRows() {}

    /** A team on PRO with its owner, whose creative work is metered; its accounts are still to be opened. */
    public static void insert(DataSource dataSource, UUID team, UUID owner) {
        Sql.on(dataSource)
                .update(
                        "INSERT INTO team VALUES (?, 'Team', 'PRO', true, true, 'METERED', 0, 'MEDIA_BUYER', now())",
                        team);
        Sql.on(dataSource)
                .update(
                        "INSERT INTO member (team_id, user_id, role, display_name, joined_at) VALUES (?, ?, 'OWNER', 'O', now())",
                        team,
                        owner);
    }
}
