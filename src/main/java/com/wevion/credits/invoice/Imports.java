package com.wevion.credits.invoice;

import com.wevion.credits.invoice.format.ElevenLabsTerms;
import com.wevion.credits.invoice.format.FileRules;
import com.wevion.credits.invoice.format.Format;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.Refusal;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.retention.Horizon;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.Author;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * Takes in providers' files: each counts as a whole or not at all, and once, however often and on however many servers it comes.
 * Thread-safe.
 */
public class Imports {
    /** An import and whether the file, or the request, had come before. */
    record Taken(ImportView view, boolean replayed) {}

    private static final Duration CLOCKS_APART = Duration.ofDays(1);
    private static final int PIECE_BYTES = 4 << 20;

    private final DataSource dataSource;
    private final Executor executor;
    private final Clock clock;
    private final ImportLimits limits;
    private final ElevenLabsTerms elevenLabs;
    private final ImportKeys keys;
    private final ImportEnding ending;
    private final Horizon horizon;

    /**
     * Keeps imports in the table {@code invoice_import}.
     *
     * @param executor for writing, while the file is read
     * @param elevenLabs the terms that files of ElevenLabs do not tell
     */
    Imports(DataSource dataSource, Executor executor, Clock clock, ImportLimits limits, ElevenLabsTerms elevenLabs) {
        this.dataSource = dataSource;
        this.executor = executor;
        this.clock = clock;
        this.limits = limits;
        this.elevenLabs = elevenLabs;
        this.keys = new ImportKeys(dataSource, limits);
        this.ending = new ImportEnding(dataSource, clock);
        this.horizon = Horizon.in(dataSource);
    }

    /**
     * Imports a file; a file that was imported before, or a repeated request, gets the first answer.
     *
     * @param body read to its end
     * @param expectedBytes its length; negative if it is not known
     * @throws InvoiceRefused if nothing of it is imported
     * @throws IdempotencyKeyReused if the key was used for another file or other parameters
     * @throws Conflict if the request with this key is under way
     * @throws Unavailable if the file breaks off
     */
    Taken take(ImportRequest request, InputStream body, long expectedBytes, Author by) {
        endAbandoned();
        Optional<UUID> earlier = keys.result(request, body, expectedBytes);
        if (earlier.isPresent()) {
            return answer(earlier.get(), true);
        }
        UUID id = begin(request, by);
        ImportRun run = new ImportRun(
                id,
                dataSource,
                new LineCopy(
                        dataSource,
                        executor,
                        new CopyText(id, request.provider()),
                        new CopyText(id, request.provider()),
                        limits.pieceRows(),
                        PIECE_BYTES),
                limits,
                clock);
        try {
            String reason = run.take(body, expectedBytes, request.format().reader(terms(request)));
            ending.end(run, request, reason, by);
        } catch (IOException e) {
            interrupt(id, by);
            throw new Unavailable("The file did not arrive completely; send it again.");
        } catch (Refusal e) {
            refuse(id, e, by);
            throw e;
        } catch (RuntimeException e) {
            interrupt(id, by);
            throw e;
        }
        return answer(id, false);
    }

    /**
     * Imports what was fetched from a provider's API; the same once more gets the first answer.
     *
     * @param former the import whose place it takes, as long as that one counts; null for none
     * @return the import that has it
     * @throws InvoiceRefused if nothing of it is imported
     */
    public UUID takeFetched(String provider, Format format, String fileName, String text, UUID former) {
        Supersede supersede = former != null && of(former).status() == ImportStatus.IMPORTED
                ? new Supersede(false, List.of(former))
                : Supersede.WHAT_IS_COVERED;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ImportRequest request = ImportRequest.ofApi(provider, format, supersede, fileName);
        return take(request, new ByteArrayInputStream(bytes), bytes.length, Author.PLATFORM)
                .view()
                .importId();
    }

    private FileRules terms(ImportRequest request) {
        return new FileRules(
                limits.rowBytes(),
                limits.columns(),
                limits.excerptCharacters(),
                clock.instant().plus(CLOCKS_APART),
                limits.chargeDays(),
                limits.costNanos(),
                request.only(),
                elevenLabs);
    }

    private UUID begin(ImportRequest request, Author by) {
        UUID id = Ids.next();
        int inserted = Sql.on(dataSource).together(sql -> {
            int rows = sql.update(
                    """
                        INSERT INTO invoice_import (id, idempotency_key, fingerprint, provider, format, source, file_name,
                                                    row_filter, requested_by, started_at, lease_until)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                    id,
                    request.idempotencyKey(),
                    request.fingerprint(),
                    request.provider(),
                    request.format().name(),
                    request.source(),
                    request.fileName(),
                    request.only().text(),
                    request.requestedBy(),
                    clock.instant(),
                    clock.instant().plus(limits.lease()));
            if (rows == 1) {
                by.record(sql, clock.instant(), sent(id, request));
            }
            return rows;
        });
        if (inserted == 0) {
            throw ImportKeys.comingIn();
        }
        return id;
    }

    private static AuditEvent sent(UUID id, ImportRequest request) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("provider", request.provider());
        fields.put("format", request.format().name());
        fields.put("fileName", request.fileName());
        if (request.only().text() != null) {
            fields.put("only", request.only().text());
        }
        return AuditEvent.of(AuditAction.INVOICE_SENT, "import", id, null, fields);
    }

    private Taken answer(UUID id, boolean replayed) {
        ImportView view = of(id);
        if (view.status() == ImportStatus.REFUSED) {
            throw new InvoiceRefused(id, view.reason(), view.asksAbout());
        }
        if (view.status() == ImportStatus.DUPLICATE) {
            UUID first = Sql.on(dataSource)
                    .first(
                            "SELECT duplicate_of FROM invoice_import WHERE id = ?",
                            row -> Sql.uuid(row, "duplicate_of"),
                            id)
                    .orElseThrow();
            return new Taken(of(first), true);
        }
        return new Taken(view, replayed);
    }

    private void refuse(UUID id, Refusal refusal, Author by) {
        if (refusal instanceof Unavailable) {
            interrupt(id, by);
        } else {
            ending.endQuietly(id, ImportStatus.REFUSED, refusal.getMessage(), by);
        }
    }

    private void interrupt(UUID id, Author by) {
        ending.endQuietly(id, ImportStatus.INTERRUPTED, null, by);
    }

    /** Ends the imports of servers that were killed, and of senders that stopped. */
    void endAbandoned() {
        ending.endAbandoned();
    }

    /**
     * An import as it is now.
     *
     * @throws NotFound if there is none
     */
    ImportView of(UUID id) {
        ImportView view = Sql.on(dataSource)
                .first(ImportView.COLUMNS + " WHERE i.id = ?", ImportView::read, id)
                .orElseThrow(() -> new NotFound("import"));
        List<RefusedRow> rows = Sql.on(dataSource)
                .list(
                        "SELECT line, reason, excerpt FROM invoice_refusal WHERE import_id = ? ORDER BY line",
                        row -> new RefusedRow(row.getLong("line"), row.getString("reason"), row.getString("excerpt")),
                        id);
        return view.with(rows, view.refused() > 0 && rows.isEmpty() && horizon.isAfter(view.endedAt()));
    }

    /** A page of them, the newest first, without those that are the repetition of another. */
    Page<ImportView> page(int limit, String cursor) {
        UUID before = Paging.beforeId(cursor);
        List<ImportView> rows = Sql.on(dataSource)
                .list(
                        ImportView.COLUMNS + " WHERE i.id < ? AND i.status <> 'DUPLICATE' ORDER BY i.id DESC LIMIT ?",
                        ImportView::read,
                        before,
                        limit + 1);
        return Paging.byId(rows, limit, ImportView::importId);
    }
}
