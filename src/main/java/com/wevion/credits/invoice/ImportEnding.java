package com.wevion.credits.invoice;

import com.wevion.credits.platform.database.Sql;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Ends an import whose lines are written: in one transaction they count, and those of the file whose place it takes do not any
 * more. Endings of one provider's imports wait for each other, so that two corrections cannot both take the same place.
 */
final class ImportEnding {
    /**
     * An earlier file with some of the same accounts, invoices and days.
     *
     * @param covered true if the new one covers all of its accounts, invoices and days
     * @param named true if the new one names all of its accounts or invoices, or has at least its file name
     */
    private record Overlap(UUID importId, String fileName, boolean covered, boolean named) {
        boolean unclear() {
            return !covered || !named;
        }

        @Override
        public String toString() {
            return fileName == null ? importId.toString() : importId + " (" + fileName + ")";
        }
    }

    /**
     * The imports whose place a new one takes.
     *
     * @param question the question to the sender if it is unclear whose they are; null if it is clear
     */
    private record Succession(List<UUID> superseded, String question) {
        static Succession of(List<UUID> superseded) {
            return new Succession(superseded, null);
        }

        static Succession unclear(String question) {
            return new Succession(List.of(), question);
        }
    }

    /** The end of an import: its reason if it is refused, the import that it repeats if it is a duplicate. */
    private record Conclusion(ImportStatus status, String reason, UUID duplicateOf) {
        static final Conclusion IMPORTED = new Conclusion(ImportStatus.IMPORTED, null, null);

        static Conclusion refused(String reason) {
            return new Conclusion(ImportStatus.REFUSED, reason, null);
        }

        static Conclusion duplicate(UUID of) {
            return new Conclusion(ImportStatus.DUPLICATE, null, of);
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
                refuse(sql, run, sha256, reason);
                return null;
            }
            writeScopes(sql, run);
            Succession succession = succession(sql, run.id(), request);
            if (succession.question() == null) {
                take(sql, run, sha256, succession.superseded());
            } else {
                refuse(sql, run, sha256, succession.question());
            }
            return null;
        });
    }

    private void refuse(Sql sql, ImportRun run, byte[] sha256, String reason) {
        writeRefusals(sql, run);
        sql.update("DELETE FROM invoice_scope WHERE import_id = ?", run.id());
        finish(sql, run, sha256, Conclusion.refused(reason));
    }

    private void take(Sql sql, ImportRun run, byte[] sha256, List<UUID> superseded) {
        writeRefusals(sql, run);
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
                   SET status = ?, reason = ?, duplicate_of = ?, sha256 = ?, accepted = ?, refused = ?, bytes = ?,
                       ended_at = ?
                 WHERE id = ? AND status = 'LOADING'""",
                conclusion.status().name(),
                conclusion.reason(),
                conclusion.duplicateOf(),
                sha256,
                conclusion.status() == ImportStatus.REFUSED ? 0 : run.accepted(),
                run.refused(),
                run.bytes(),
                clock.instant(),
                run.id());
        if (updated == 0) {
            throw new ImportEnded();
        }
    }

    private static void writeScopes(Sql sql, ImportRun run) {
        for (Scopes.Scope scope : run.scopes().all()) {
            sql.update(
                    "INSERT INTO invoice_scope (import_id, account, invoice_id, first_day, last_day, lines, covers_from, covers_to)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    run.id(),
                    scope.account,
                    scope.invoiceId,
                    scope.firstDay,
                    scope.lastDay,
                    scope.lines,
                    scope.coversFrom,
                    scope.coversTo);
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

    private static Succession succession(Sql sql, UUID id, ImportRequest request) {
        if (request.supersede().none()) {
            return Succession.of(List.of());
        }
        if (request.supersede().importId() != null) {
            return named(sql, request);
        }
        List<Overlap> overlaps = overlaps(sql, id, request);
        List<Overlap> unclear = overlaps.stream().filter(Overlap::unclear).toList();
        return unclear.isEmpty()
                ? Succession.of(overlaps.stream().map(Overlap::importId).toList())
                : Succession.unclear(question(unclear));
    }

    private static String question(List<Overlap> unclear) {
        String earlier = unclear.stream().map(Overlap::toString).collect(Collectors.joining(", "));
        boolean nameWouldDo = unclear.stream().allMatch(Overlap::covered);
        return "it covers some of the same accounts, invoices and days as the import " + earlier
                + "; say supersedes=<importId> if it corrects that, or supersedes=NONE if it is a further part"
                + (nameWouldDo ? ", or give it that one's file name, as neither names its account or invoice" : "");
    }

    private static Succession named(Sql sql, ImportRequest request) {
        UUID earlier = request.supersede().importId();
        boolean counts = sql.first(
                        "SELECT id FROM invoice_import WHERE id = ? AND provider = ? AND status = 'IMPORTED'",
                        row -> Sql.uuid(row, "id"),
                        earlier,
                        request.provider())
                .isPresent();
        return counts
                ? Succession.of(List.of(earlier))
                : Succession.unclear("the import " + earlier + " does not count or is not of this provider");
    }

    /**
     * Costs of an OpenAI organization are about those of its projects too, but it cannot be told whether they are the same ones. A
     * file that names neither account nor invoice, as of ElevenLabs and Runway, may be of another workspace.
     */
    private static List<Overlap> overlaps(Sql sql, UUID id, ImportRequest request) {
        return sql.list(
                """
                SELECT i.id, i.file_name,
                       bool_and(EXISTS (SELECT FROM invoice_scope n
                                         WHERE n.import_id = ? AND n.account = e.account AND n.invoice_id = e.invoice_id
                                           AND e.first_day >= n.first_day AND e.last_day <= n.last_day)) AS covered,
                       bool_and(e.account <> '' OR e.invoice_id <> '' OR coalesce(i.file_name = ?, false)) AS named
                  FROM invoice_import i JOIN invoice_scope e ON e.import_id = i.id
                 WHERE i.provider = ? AND i.format = ? AND i.status = 'IMPORTED'
                 GROUP BY i.id
                HAVING bool_or(EXISTS (SELECT FROM invoice_scope n
                                        WHERE n.import_id = ? AND n.invoice_id = e.invoice_id
                                          AND e.first_day <= n.last_day AND e.last_day >= n.first_day
                                          AND (n.account = e.account OR i.format = 'OPENAI_COSTS'
                                               AND (starts_with(n.account, e.account || '/')
                                                    OR starts_with(e.account, n.account || '/')))))
                 ORDER BY i.id""",
                row -> new Overlap(
                        Sql.uuid(row, "id"),
                        row.getString("file_name"),
                        row.getBoolean("covered"),
                        row.getBoolean("named")),
                id,
                request.fileName(),
                request.provider(),
                request.format().name(),
                id);
    }
}
