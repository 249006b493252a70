package com.wevion.credits.invoice;

import com.wevion.credits.event.EventType;
import com.wevion.credits.event.Events;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.Author;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Ends an import whose lines are written: in one transaction they count, and those of the file whose place it takes do not any
 * more. Endings of one provider's imports wait for each other, so that two corrections cannot both take the same place.
 */
final class ImportEnding {
    /**
     * The end of an import.
     *
     * @param reason null unless it is refused
     * @param asksAbout the imports whose place it may take, if it is refused for that question
     * @param duplicateOf the import that it repeats; null unless it is a duplicate
     * @param supersedes the imports whose place it takes
     */
    private record Conclusion(
            ImportStatus status, String reason, List<UUID> asksAbout, UUID duplicateOf, List<UUID> supersedes) {
        static Conclusion imported(List<UUID> supersedes) {
            return new Conclusion(ImportStatus.IMPORTED, null, List.of(), null, supersedes);
        }

        static Conclusion refused(String reason, List<UUID> asksAbout) {
            return new Conclusion(ImportStatus.REFUSED, reason, asksAbout, null, List.of());
        }

        static Conclusion duplicate(UUID of) {
            return new Conclusion(ImportStatus.DUPLICATE, null, List.of(), of, List.of());
        }

        /** As the audit log has it. */
        Map<String, Object> recorded(long accepted, long refused) {
            Map<String, Object> fields = ended(status, reason, accepted, refused);
            fields.put("duplicateOf", duplicateOf == null ? null : duplicateOf.toString());
            fields.put("supersedes", supersedes.stream().map(UUID::toString).toList());
            return fields;
        }
    }

    /** An import that ends before its file does, and the rows so far. */
    private record Left(UUID id, long accepted, long refused) {}

    private static final Logger LOG = Logger.getLogger(ImportEnding.class.getName());

    /** As long as two large files may need; shorter than the lease of an import, which shows no sign of life meanwhile. */
    private static final String PATIENCE = "SET LOCAL lock_timeout = '60s'";

    private final DataSource dataSource;
    private final Clock clock;

    ImportEnding(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Ends an import as imported, refused or a duplicate.
     *
     * @param reason the reason why the file is refused; null if it is not
     * @param by the sender
     * @throws ImportEnded if it has already ended
     */
    void end(ImportRun run, ImportRequest request, String reason, Author by) {
        byte[] sha256 = run.digest();
        Sql.on(dataSource).together(sql -> {
            sql.update(PATIENCE);
            sql.first(
                    "SELECT pg_advisory_xact_lock(hashtextextended('invoice ' || ?, 0))::text",
                    row -> row.getString(1) == null ? "" : row.getString(1),
                    request.provider());
            Optional<UUID> same = sha256 == null ? Optional.empty() : same(sql, request, sha256);
            if (same.isPresent()) {
                finish(sql, run, sha256, Conclusion.duplicate(same.get()), by);
                return null;
            }
            if (reason != null) {
                refuse(sql, run, sha256, Conclusion.refused(reason, List.of()), by);
                return null;
            }
            writeScopes(sql, run);
            Successions.Succession succession = Successions.of(sql, run.id(), request);
            if (succession.question() == null) {
                take(sql, run, sha256, succession.superseded(), by);
            } else {
                refuse(sql, run, sha256, Conclusion.refused(succession.question(), succession.asksAbout()), by);
            }
            return null;
        });
    }

    private void refuse(Sql sql, ImportRun run, byte[] sha256, Conclusion refused, Author by) {
        writeRefusals(sql, run);
        sql.update("DELETE FROM invoice_scope WHERE import_id = ?", run.id());
        finish(sql, run, sha256, refused, by);
    }

    private void take(Sql sql, ImportRun run, byte[] sha256, List<UUID> superseded, Author by) {
        writeRefusals(sql, run);
        writePeriods(sql, run);
        finish(sql, run, sha256, Conclusion.imported(superseded), by);
        superseded.forEach(id -> sql.update(
                "UPDATE invoice_import SET status = 'SUPERSEDED', superseded_by = ? WHERE id = ?", run.id(), id));
    }

    private static Optional<UUID> same(Sql sql, ImportRequest request, byte[] sha256) {
        return sql.first(
                "SELECT id FROM invoice_import WHERE provider = ? AND sha256 = ? AND status = 'IMPORTED'"
                        + " AND row_filter IS NOT DISTINCT FROM ?",
                row -> Sql.uuid(row, "id"),
                request.provider(),
                sha256,
                request.only().text());
    }

    private void finish(Sql sql, ImportRun run, byte[] sha256, Conclusion conclusion, Author by) {
        long accepted = conclusion.status() == ImportStatus.REFUSED ? 0 : run.accepted();
        int updated = sql.update(
                """
                UPDATE invoice_import
                   SET status = ?, reason = ?, asks_about = nullif(?::uuid[], '{}'), duplicate_of = ?, sha256 = ?, accepted = ?, refused = ?, left_out = ?, bytes = ?,
                       allowance_nanos = ?, ended_at = ?
                 WHERE id = ? AND status = 'LOADING'""",
                conclusion.status().name(),
                conclusion.reason(),
                conclusion.asksAbout().toArray(UUID[]::new),
                conclusion.duplicateOf(),
                sha256,
                accepted,
                run.refused(),
                run.leftOut(),
                run.bytes(),
                run.allowanceNanos(),
                clock.instant(),
                run.id());
        if (updated == 0) {
            throw new ImportEnded();
        }
        record(sql, run.id(), conclusion.recorded(accepted, run.refused()), by);
    }

    /** Ends an import about which nothing more is to be written; if that fails, its lease ends it. */
    void endQuietly(UUID id, ImportStatus status, String reason, Author by) {
        try {
            end(status, reason, by, "id = ?", id);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Import {0} will be ended by its lease: {1}", new Object[] {
                id, OneLine.of(e.toString())
            });
        }
    }

    /** Ends the imports of servers that were killed, and of senders that stopped. */
    void endAbandoned() {
        end(ImportStatus.INTERRUPTED, null, Author.PLATFORM, "lease_until < ?", clock.instant());
    }

    private void end(ImportStatus status, String reason, Author by, String which, Object parameter) {
        Sql.on(dataSource).together(sql -> {
            List<Left> left = sql.list(
                    "UPDATE invoice_import SET status = ?, reason = ?, ended_at = ? WHERE status = 'LOADING' AND "
                            + which + " RETURNING id, accepted, refused",
                    row -> new Left(Sql.uuid(row, "id"), row.getLong("accepted"), row.getLong("refused")),
                    status.name(),
                    reason,
                    clock.instant(),
                    parameter);
            left.forEach(each -> record(sql, each.id, ended(status, reason, each.accepted, each.refused), by));
            return left;
        });
    }

    private void record(Sql sql, UUID id, Map<String, Object> after, Author by) {
        by.record(sql, clock.instant(), AuditEvent.of(AuditAction.INVOICE_ENDED, "import", id, null, after));
        if (ImportStatus.REFUSED.name().equals(after.get("status"))) {
            Map<String, Object> data = new HashMap<>();
            data.put("importId", id);
            data.put("reason", after.get("reason"));
            Events.record(sql, EventType.INVOICE_REFUSED, null, id.toString(), clock.instant(), data);
        }
    }

    private static Map<String, Object> ended(ImportStatus status, String reason, long accepted, long refused) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("status", status.name());
        fields.put("reason", reason);
        fields.put("accepted", accepted);
        fields.put("refused", refused);
        return fields;
    }

    private static void writeScopes(Sql sql, ImportRun run) {
        for (Scopes.Scope scope : run.scopes().all()) {
            sql.update(
                    "INSERT INTO invoice_scope (import_id, account, invoice_id, first_day, last_day, longest_days, lines, covers_from,"
                            + " covers_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    run.id(),
                    scope.account,
                    scope.invoiceId,
                    scope.firstDay,
                    scope.lastDay,
                    scope.longestDays,
                    scope.lines,
                    scope.coversFrom,
                    scope.coversTo);
        }
    }

    private static void writePeriods(Sql sql, ImportRun run) {
        for (Scopes.Period period : run.scopes().periods()) {
            sql.update(
                    "INSERT INTO invoice_period (import_id, starts_at, ends_at, usage_lines, invoiced_lines) VALUES (?, ?, ?, ?, ?)",
                    run.id(),
                    period.startsAt,
                    period.endsAt,
                    period.usageLines,
                    period.invoicedLines);
        }
    }

    private static void writeRefusals(Sql sql, ImportRun run) {
        for (RefusedRow row : run.refusedRows()) {
            sql.update(
                    "INSERT INTO invoice_refusal VALUES (?, ?, ?, ?)",
                    run.id(),
                    row.line(),
                    row.reason(),
                    row.excerpt());
        }
    }
}
