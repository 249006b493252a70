package com.wevion.credits.reconciliation.breaks;

import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.reconciliation.rules.Cause;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.Author;
import com.wevion.credits.trail.PersonalValue;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** The breaks as they go through the runs and through people's hands. Thread-safe. */
public class Breaks {
    /** A break, and the run that found it last. */
    public record Found(BreakView view, UUID lastRun) {}

    private record Position(String provider, String cause, String key) {}

    private record Placed(Position position, BreakView view) {}

    private static final Position BEFORE_ALL = new Position("", "", "");

    /** A sum that was compared for another time when its break was first seen, before other days joined it, keeps the name of that. */
    private static final String RECOGNIZE = """
            WITH known AS (
                SELECT DISTINCT ON (f.provider, f.cause, f.key) f.provider, f.cause, f.key, f.starts_at, b.key AS known_as
                  FROM reconciliation_finding f
                  JOIN reconciliation_break b ON b.provider = f.provider AND b.cause = f.cause
                       AND b.starts_at < f.ends_at AND b.ends_at > f.starts_at
                       AND substr(b.key, strpos(b.key, '|')) = substr(f.key, strpos(f.key, '|'))
                 WHERE f.run_id = ? AND f.is_break
                   AND NOT EXISTS (SELECT FROM reconciliation_break o WHERE o.provider = f.provider AND o.cause = f.cause AND o.key = f.key)
                   AND NOT EXISTS (SELECT FROM reconciliation_finding o
                                    WHERE o.run_id = f.run_id AND o.provider = b.provider AND o.cause = b.cause AND o.key = b.key)
                 ORDER BY f.provider, f.cause, f.key, b.state = 'RESOLVED', b.first_seen_at, b.key)
            UPDATE reconciliation_finding f SET key = k.known_as
              FROM (SELECT DISTINCT ON (provider, cause, known_as) * FROM known ORDER BY provider, cause, known_as, starts_at) k
             WHERE f.run_id = ? AND f.provider = k.provider AND f.cause = k.cause AND f.key = k.key""";

    /** New breaks, and those that are there again. */
    private static final String TAKE_UP = """
            INSERT INTO reconciliation_break AS b (id, provider, cause, key, starts_at, ends_at, day, variance_nanos, currency,
                                                   first_seen_at, first_run, last_run)
            SELECT md5(f.provider || E'\\n' || f.cause || E'\\n' || f.key)::uuid, f.provider, f.cause, f.key, f.starts_at, f.ends_at, f.day,
                   f.variance_nanos, f.currency, ?, f.run_id, f.run_id
              FROM reconciliation_finding f WHERE f.run_id = ? AND f.is_break
             ORDER BY f.provider, f.cause, f.key
            ON CONFLICT (provider, cause, key) DO UPDATE
               SET starts_at = excluded.starts_at, ends_at = excluded.ends_at, day = excluded.day, variance_nanos = excluded.variance_nanos,
                   currency = excluded.currency, last_run = excluded.last_run, resolved_by_run = NULL,
                   state = CASE WHEN break_reopens(b.state, b.variance_nanos, excluded.variance_nanos) THEN 'OPEN' ELSE b.state END""";

    private static final String REOPENED = """
            INSERT INTO reconciliation_break_change (break_id, at, run_id, state, owner, note)
            SELECT b.id, ?, ?, 'OPEN', b.owner, b.note
              FROM reconciliation_break b JOIN reconciliation_finding f ON f.provider = b.provider AND f.cause = b.cause AND f.key = b.key
             WHERE f.run_id = ? AND f.is_break AND break_reopens(b.state, b.variance_nanos, f.variance_nanos)""";

    /** Closes the breaks within a run's scope that the run did not find again, unless it could not decide about their time. */
    private static final String CLOSE = """
            WITH closed AS (
                UPDATE reconciliation_break b SET state = 'RESOLVED', resolved_by_run = r.id
                  FROM reconciliation_run r
                 WHERE r.id = ? AND b.state <> 'RESOLVED' AND b.day >= r.from_day AND b.day < r.to_day
                   AND (r.provider IS NULL OR b.provider = r.provider)
                   AND (NOT is_money_in(b.provider)
                        OR EXISTS (SELECT FROM reconciliation_money m WHERE m.run_id = r.id AND m.problem IS NULL))
                   AND NOT EXISTS (SELECT FROM reconciliation_finding f
                                    WHERE f.run_id = r.id AND f.provider = b.provider AND f.cause = b.cause AND f.key = b.key)
                   AND NOT EXISTS (SELECT FROM reconciliation_finding f
                                    WHERE f.run_id = r.id AND f.provider = b.provider AND f.cause = 'NOT_YET_COMPARABLE'
                                      AND f.starts_at < b.ends_at AND f.ends_at > b.starts_at
                                      AND substr(f.key, strpos(f.key, '|')) = substr(b.key, strpos(b.key, '|')))
                   AND NOT EXISTS (SELECT FROM reconciliation_slice s
                                    WHERE s.run_id = r.id AND s.provider = b.provider AND s.day = b.day AND s.problem IS NOT NULL)
                   AND NOT EXISTS (SELECT FROM reconciliation_provider p
                                    WHERE p.run_id = r.id AND p.provider = b.provider AND p.problem IS NOT NULL)
                RETURNING b.*)
            INSERT INTO reconciliation_break_change (break_id, at, run_id, state, owner, note)
            SELECT id, ?, ?, 'RESOLVED', owner, note FROM closed""";

    private static final String SELECT = """
            SELECT f.*, b.id, b.state, b.owner, b.note, b.first_seen_at, b.resolved_by_run
              FROM reconciliation_finding f
              JOIN reconciliation_break b ON b.provider = f.provider AND b.cause = f.cause AND b.key = f.key""";

    private final DataSource dataSource;
    private final Clock clock;

    public Breaks(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Records the findings of a run as breaks, and closes those that it no longer found. Repeated for the same run, it changes nothing. */
    public void settle(Sql sql, UUID runId) {
        Instant now = clock.instant();
        sql.update(RECOGNIZE, runId, runId);
        sql.update(REOPENED, now, runId, runId);
        sql.update(TAKE_UP, now, runId);
        sql.update(CLOSE, runId, now, runId);
    }

    /** A page of what a run found, by provider, cause and key; null cause or state for all. */
    public Page<BreakView> page(UUID runId, Cause cause, BreakState state, int limit, String cursor) {
        Position after = Paging.position(cursor, Position.class).orElse(BEFORE_ALL);
        Instant now = clock.instant();
        List<Placed> rows = Sql.on(dataSource)
                .list(
                        SELECT
                                + " WHERE f.run_id = ? AND (?::text IS NULL OR f.cause = ?::text) AND (?::text IS NULL OR b.state = ?::text)"
                                + " AND (f.provider, f.cause, f.key) > (?, ?, ?) ORDER BY f.provider, f.cause, f.key LIMIT ?",
                        row -> new Placed(
                                new Position(row.getString("provider"), row.getString("cause"), row.getString("key")),
                                BreakView.read(row, now)),
                        runId,
                        name(cause),
                        name(cause),
                        name(state),
                        name(state),
                        after.provider(),
                        after.cause(),
                        after.key(),
                        limit + 1);
        Page<Placed> page = Paging.page(rows, limit, Placed::position);
        return new Page<>(page.items().stream().map(Placed::view).toList(), page.nextCursor());
    }

    private static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }

    /**
     * A break as the last run found it.
     *
     * @throws NotFound if there is none, or that run is forgotten
     */
    public Found found(UUID id) {
        Instant now = clock.instant();
        return Sql.on(dataSource)
                .first(
                        SELECT + " WHERE b.id = ? AND f.run_id = b.last_run",
                        row -> new Found(BreakView.read(row, now), Sql.uuid(row, "run_id")),
                        id)
                .orElseThrow(() -> new NotFound("break"));
    }

    /** The changes of a break, oldest first. */
    List<BreakDetail.Change> changes(UUID id) {
        return Sql.on(dataSource)
                .list(
                        "SELECT * FROM reconciliation_break_change WHERE break_id = ? ORDER BY at",
                        row -> new BreakDetail.Change(
                                Sql.instant(row, "at"),
                                Sql.uuid(row, "by"),
                                Sql.uuid(row, "run_id"),
                                BreakState.valueOf(row.getString("state")),
                                row.getString("owner"),
                                row.getString("note")),
                        id);
    }

    /**
     * Changes state, owner or note.
     *
     * @throws NotFound if there is no such break
     */
    BreakView change(UUID id, BreakPatch patch, Author by) {
        found(id);
        Sql.on(dataSource).together(sql -> {
            Map<String, Object> before = recorded(sql, id);
            Instant now = clock.instant();
            int changed = sql.update("""
                    UPDATE reconciliation_break
                       SET state = coalesce(?, state), owner = nullif(coalesce(?, owner), ''), note = nullif(coalesce(?, note), ''),
                           resolved_by_run = CASE WHEN ?::text IS NULL THEN resolved_by_run END
                     WHERE id = ?""", name(patch.state()), patch.owner(), patch.note(), name(patch.state()), id);
            sql.update("""
                    INSERT INTO reconciliation_break_change (break_id, at, by, state, owner, note)
                    SELECT id, ?, ?, state, owner, note FROM reconciliation_break WHERE id = ?""", now, by.personId(), id);
            by.record(sql, now, AuditEvent.of(AuditAction.BREAK_CHANGED, "break", id, before, recorded(sql, id)));
            return changed == 1;
        });
        return found(id).view();
    }

    /** As the audit log has it; what people write may name somebody. */
    private static Map<String, Object> recorded(Sql sql, UUID id) {
        return sql.first(
                        "SELECT state, owner, note FROM reconciliation_break WHERE id = ? FOR UPDATE",
                        row -> {
                            Map<String, Object> fields = new HashMap<>();
                            fields.put("state", row.getString("state"));
                            fields.put("owner", PersonalValue.of(null, row.getString("owner")));
                            fields.put("note", PersonalValue.of(null, row.getString("note")));
                            return fields;
                        },
                        id)
                .orElseThrow(() -> new NotFound("break"));
    }
}
