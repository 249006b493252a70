package com.wevion.credits.invoice;

import com.wevion.credits.platform.database.Sql;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Ends an import whose lines are written: in one transaction they count, and those of the file whose place it takes do not any
 * more. Endings of one provider's imports wait for each other, so that two corrections cannot both take the same place.
 */
final class ImportEnding {
    /** The end of an import: its reason if it is refused, the import that it repeats if it is a duplicate. */
    private record Conclusion(ImportStatus status, String reason, List<UUID> asksAbout, UUID duplicateOf) {
        static final Conclusion IMPORTED = new Conclusion(ImportStatus.IMPORTED, null, List.of(), null);

        static Conclusion refused(String reason, List<UUID> asksAbout) {
            return new Conclusion(ImportStatus.REFUSED, reason, asksAbout, null);
        }

        static Conclusion duplicate(UUID of) {
            return new Conclusion(ImportStatus.DUPLICATE, null, List.of(), of);
        }
    }

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
     * @throws ImportEnded if it has already ended
     */
    void end(ImportRun run, ImportRequest request, String reason) {
        byte[] sha256 = run.digest();
        Sql.on(dataSource).together(sql -> {
            sql.update(PATIENCE);
            sql.first(
                    "SELECT pg_advisory_xact_lock(hashtextextended('invoice ' || ?, 0))::text",
                    row -> row.getString(1) == null ? "" : row.getString(1),
                    request.provider());
            Optional<UUID> same = sha256 == null ? Optional.empty() : same(sql, request.provider(), sha256);
            if (same.isPresent()) {
                finish(sql, run, sha256, Conclusion.duplicate(same.get()));
                return null;
            }
            if (reason != null) {
                refuse(sql, run, sha256, reason, List.of());
                return null;
            }
            writeScopes(sql, run);
            Successions.Succession succession = Successions.of(sql, run.id(), request);
            if (succession.question() == null) {
                take(sql, run, sha256, succession.superseded());
            } else {
                refuse(sql, run, sha256, succession.question(), succession.asksAbout());
            }
            return null;
        });
    }

    private void refuse(Sql sql, ImportRun run, byte[] sha256, String reason, List<UUID> asksAbout) {
        writeRefusals(sql, run);
        sql.update("DELETE FROM invoice_scope WHERE import_id = ?", run.id());
        finish(sql, run, sha256, Conclusion.refused(reason, asksAbout));
    }

    private void take(Sql sql, ImportRun run, byte[] sha256, List<UUID> superseded) {
        writeRefusals(sql, run);
        writePeriods(sql, run);
        finish(sql, run, sha256, Conclusion.IMPORTED);
        superseded.forEach(id -> sql.update(
                "UPDATE invoice_import SET status = 'SUPERSEDED', superseded_by = ? WHERE id = ?", run.id(), id));
    }

    private static Optional<UUID> same(Sql sql, String provider, byte[] sha256) {
        return sql.first(
                "SELECT id FROM invoice_import WHERE provider = ? AND sha256 = ? AND status = 'IMPORTED'",
                row -> Sql.uuid(row, "id"),
                provider,
                sha256);
    }

    private void finish(Sql sql, ImportRun run, byte[] sha256, Conclusion conclusion) {
        int updated = sql.update(
                """
                UPDATE invoice_import
                   SET status = ?, reason = ?, asks_about = nullif(?::uuid[], '{}'), duplicate_of = ?, sha256 = ?, accepted = ?, refused = ?, bytes = ?,
                       allowance_nanos = ?, ended_at = ?
                 WHERE id = ? AND status = 'LOADING'""",
                conclusion.status().name(),
                conclusion.reason(),
                conclusion.asksAbout().toArray(UUID[]::new),
                conclusion.duplicateOf(),
                sha256,
                conclusion.status() == ImportStatus.REFUSED ? 0 : run.accepted(),
                run.refused(),
                run.bytes(),
                run.allowanceNanos(),
                clock.instant(),
                run.id());
        if (updated == 0) {
            throw new ImportEnded();
        }
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
