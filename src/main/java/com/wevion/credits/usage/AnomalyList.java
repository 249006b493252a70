package com.wevion.credits.usage;

import com.wevion.credits.ledger.AnomalyKind;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads what was reported of work and not taken as it is. Thread-safe. */
@ApplicationScoped
class AnomalyList {
    private record Position(Instant at, UUID workId, AnomalyKind kind, byte[] digest) {}

    private record Row(AnomalyView anomaly, byte[] digest) {
        Position position() {
            return new Position(anomaly.at(), anomaly.workId(), anomaly.kind(), digest);
        }
    }

    private static final Position AFTER_ALL =
            new Position(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1), AnomalyKind.UNUSABLE, new byte[0]);

    private static final String PAGE = """
            SELECT a.hold_id, a.kind, a.at, a.details, a.digest, h.kind AS work, h.team_id, t.name
              FROM anomaly a
              JOIN hold h ON h.id = a.hold_id
              LEFT JOIN team t ON t.id = h.team_id
             WHERE (a.at, a.hold_id, a.kind, a.digest) < (?, ?, ?, ?)
               AND (?::text IS NULL OR a.kind = ?::text)
               AND (?::uuid IS NULL OR h.team_id = ?::uuid)
             ORDER BY a.at DESC, a.hold_id DESC, a.kind DESC, a.digest DESC LIMIT ?""";

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    /**
     * A page of them, the newest first.
     *
     * @param kind null for every kind
     * @param teamId null for every team
     */
    Page<AnomalyView> page(AnomalyKind kind, UUID teamId, int limit, String cursor) {
        Position before = Paging.position(cursor, Position.class).orElse(AFTER_ALL);
        String wanted = kind == null ? null : kind.name();
        List<Row> rows = Sql.on(dataSource)
                .list(
                        PAGE,
                        row -> new Row(AnomalyView.read(row), row.getBytes("digest")),
                        before.at(),
                        before.workId(),
                        before.kind().name(),
                        before.digest(),
                        wanted,
                        wanted,
                        teamId,
                        teamId,
                        limit + 1);
        Page<Row> page = Paging.page(rows, limit, Row::position);
        return new Page<>(page.items().stream().map(Row::anomaly).toList(), page.nextCursor());
    }
}
