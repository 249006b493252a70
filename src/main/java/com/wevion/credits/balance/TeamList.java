package com.wevion.credits.balance;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** All teams with what they have, a page at a time by one statement, however many teams there are. Thread-safe. */
@ApplicationScoped
class TeamList {
    /** Not the name itself, which may be longer than a cursor. */
    private record Position(UUID id) {}

    // No team has the nil UUID as its id, so that everything comes after it.
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    // The page is chosen before anything is joined to it.
    private static final String PAGE = """
            SELECT t.*, o.user_id AS owner_id, o.display_name AS owner_name,
                   (SELECT count(*) FROM member m WHERE m.team_id = t.id AND m.removed_at IS NULL) AS members,
                   c.id AS c_id, c.balance_units AS c_balance, c.held_units AS c_held, c.limit_units AS c_limit,
                   c.debt_units AS c_debt, c.frozen_units AS c_frozen, c.sequence AS c_sequence,
                   v.id AS v_id, v.balance_units AS v_balance, v.held_units AS v_held, v.limit_units AS v_limit,
                   v.debt_units AS v_debt, v.frozen_units AS v_frozen, v.sequence AS v_sequence
              FROM (SELECT id, name, plan, ai_chat, creative_hub, creative_funding, low_balance_threshold_micros
                      FROM team
                     WHERE (lower(name), id) > (coalesce((SELECT lower(name) FROM team WHERE id = ?), ''), ?)
                       AND (strpos(lower(name), lower(?)) > 0 OR id = ?::uuid)
                     ORDER BY lower(name), id LIMIT ?) t
              JOIN account c ON c.team_id = t.id AND c.kind = 'CREDITS'
              JOIN account v ON v.team_id = t.id AND v.kind = 'CREATIVE'
              LEFT JOIN member o ON o.team_id = t.id AND o.role = 'OWNER'
             ORDER BY lower(t.name), t.id""";

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Catalog catalog;

    /** @param wanted a part of the name in any case, or a whole id; null for all */
    Page<TeamSummary> page(String wanted, int limit, String cursor) {
        UUID after = Paging.position(cursor, Position.class).map(Position::id).orElse(BEFORE_ALL);
        CatalogVersion prices = catalog.current();
        List<TeamSummary> rows = Sql.on(dataSource)
                .list(
                        PAGE,
                        row -> TeamSummary.read(row, prices),
                        after,
                        after,
                        wanted == null ? "" : wanted,
                        Ids.find(wanted).orElse(null),
                        limit + 1);
        return Paging.page(rows, limit, team -> new Position(team.teamId()));
    }
}
