package com.wevion.credits.reconciliation.ignored;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.ProviderName;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.Author;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** The SKUs and accounts that are left out from the next run on; each change is kept with its author. Thread-safe. */
public class IgnoredCharges {
    private record Place(String provider, String what, String name) {}

    private record Change(UUID id) {}

    private static final Place BEFORE_ALL = new Place("", "", "");
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final DataSource dataSource;
    private final Clock clock;

    public IgnoredCharges(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Leaves it out, or gives another reason; with the same reason again, nothing changes. */
    Ignored ignore(IgnoreRequest request, Author by) {
        Instant now = clock.instant();
        String provider = request.canonicalProvider();
        String name = request.strippedName();
        String reason = request.reason().strip();
        return Sql.on(dataSource).together(sql -> {
            int changed = sql.update("""
                    INSERT INTO reconciliation_ignore AS i (provider, what, name, reason, created_by, created_at) VALUES (?, ?, upper(?), ?, ?, ?)
                    ON CONFLICT (provider, what, name) DO UPDATE
                       SET reason = excluded.reason, created_by = excluded.created_by, created_at = excluded.created_at
                     WHERE i.reason <> excluded.reason""", provider, request.what().name(), name, reason, by.personId(), now);
            if (changed == 1) {
                record(sql, provider, request.what(), name, by, now, reason);
            }
            return find(sql, provider, request.what(), name);
        });
    }

    /**
     * Compares it again; again, nothing changes.
     *
     * @throws NotFound if it was never left out
     */
    void compareAgain(String provider, IgnoredBy what, String name, Author by) {
        String canonical = ProviderName.canonical(provider);
        String stripped = name.strip();
        Sql.on(dataSource).together(sql -> {
            int removed = sql.update(
                    "DELETE FROM reconciliation_ignore WHERE provider = ? AND what = ? AND name = upper(?)",
                    canonical,
                    what.name(),
                    stripped);
            if (removed == 1) {
                record(sql, canonical, what, stripped, by, clock.instant(), null);
            }
            return sql.first(
                            "SELECT 1 FROM reconciliation_ignore_change WHERE provider = ? AND what = ? AND name = upper(?) LIMIT 1",
                            row -> true,
                            canonical,
                            what.name(),
                            stripped)
                    .orElseThrow(() -> new NotFound("ignored charge"));
        });
    }

    private static Ignored find(Sql sql, String provider, IgnoredBy what, String name) {
        return sql.first(
                        "SELECT * FROM reconciliation_ignore WHERE provider = ? AND what = ? AND name = upper(?) FOR UPDATE",
                        Ignored::read,
                        provider,
                        what.name(),
                        name)
                .orElseThrow(() -> new NotFound("ignored charge"));
    }

    private static void record(
            Sql sql, String provider, IgnoredBy what, String name, Author by, Instant at, String reason) {
        sql.update(
                "INSERT INTO reconciliation_ignore_change (id, provider, what, name, at, by, reason) VALUES (?, ?, ?, upper(?), ?, ?, ?)",
                Ids.next(),
                provider,
                what.name(),
                name,
                at,
                by.personId(),
                reason);
        String charges = provider + " " + what + " " + name;
        by.record(
                sql,
                at,
                reason == null
                        ? AuditEvent.of(AuditAction.CHARGES_COMPARED_AGAIN, "charges", charges, null, Map.of())
                        : AuditEvent.of(
                                AuditAction.CHARGES_IGNORED, "charges", charges, null, Map.of("reason", reason)));
    }

    /** A page of what is left out, by provider and name; null provider for all. */
    Page<Ignored> page(String provider, int limit, String cursor) {
        Place after = Paging.position(cursor, Place.class).orElse(BEFORE_ALL);
        String only = ProviderName.canonical(provider);
        List<Ignored> rows = Sql.on(dataSource)
                .list(
                        "SELECT * FROM reconciliation_ignore WHERE (?::text IS NULL OR provider = ?::text)"
                                + " AND (provider, what, name) > (?, ?, ?) ORDER BY provider, what, name LIMIT ?",
                        Ignored::read,
                        only,
                        only,
                        after.provider(),
                        after.what(),
                        after.name(),
                        limit + 1);
        return Paging.page(
                rows, limit, row -> new Place(row.provider(), row.what().name(), row.name()));
    }

    /** A page of the changes, the newest first. */
    Page<IgnoredChange> changes(int limit, String cursor) {
        UUID before = Paging.position(cursor, Change.class).map(Change::id).orElse(AFTER_ALL);
        List<IgnoredChange> rows = Sql.on(dataSource)
                .list(
                        "SELECT * FROM reconciliation_ignore_change WHERE id < ? ORDER BY id DESC LIMIT ?",
                        IgnoredChange::read,
                        before,
                        limit + 1);
        return Paging.page(rows, limit, row -> new Change(row.changeId()));
    }
}
