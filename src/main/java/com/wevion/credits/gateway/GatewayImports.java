package com.wevion.credits.gateway;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.Author;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Takes in the logs of gateways: each as a whole or not at all, and once, however often it is sent. Thread-safe. */
@ApplicationScoped
class GatewayImports {
    /** An import and whether the file, or the request, had come before. */
    record Taken(GatewayImportView view, boolean replayed) {}

    private record Earlier(UUID id, byte[] fingerprint) {}

    private static final Duration CLOCKS_APART = Duration.ofDays(1);
    private static final int USD_DECIMALS = 9;

    @Resource(lookup = "jdbc/batch")
    DataSource dataSource;

    @Inject
    Catalog catalog;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.line.max.usd")
    BigDecimal maxUsd;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.refusals")
    int maxRefusals;

    /**
     * Imports a file; one that was imported before, or a repeated request, gets the first answer. One is written at a time, so that a
     * request that two of them tell counts once.
     *
     * @throws Invalid if it is no such file
     * @throws IdempotencyKeyReused if the key was used for another file
     */
    Taken take(GatewayLog log, String fileName, String key, SpooledFile file, Author by) {
        byte[] fingerprint = Fingerprint.of(log, fileName, file.sha256());
        return Sql.on(dataSource).together(sql -> {
            sql.first("SELECT pg_advisory_xact_lock(hashtextextended('gateway usage', 0))::text", row -> true);
            Optional<UUID> earlier = earlier(sql, log, key, file, fingerprint);
            UUID id = earlier.orElseGet(Ids::next);
            if (earlier.isEmpty()) {
                read(sql, id, log, fileName, key, file, fingerprint);
                by.record(sql, clock.instant(), sent(id, log, fileName));
            }
            return new Taken(of(sql, id), earlier.isPresent());
        });
    }

    private static Optional<UUID> earlier(Sql sql, GatewayLog log, String key, SpooledFile file, byte[] fingerprint) {
        Optional<Earlier> ofKey = sql.first(
                "SELECT id, fingerprint FROM gateway_import WHERE idempotency_key = ?",
                row -> new Earlier(Sql.uuid(row, "id"), row.getBytes("fingerprint")),
                key);
        if (ofKey.isPresent() && !Arrays.equals(ofKey.get().fingerprint(), fingerprint)) {
            throw new IdempotencyKeyReused();
        }
        return ofKey.map(Earlier::id)
                .or(() -> sql.first(
                        "SELECT id FROM gateway_import WHERE log = ? AND sha256 = ?",
                        row -> Sql.uuid(row, "id"),
                        log.name(),
                        file.sha256()));
    }

    private void read(
            Sql sql, UUID id, GatewayLog log, String fileName, String key, SpooledFile file, byte[] fingerprint) {
        Instant now = clock.instant();
        GatewayLog.Terms terms = new GatewayLog.Terms(
                this::prices,
                now.plus(CLOCKS_APART),
                maxUsd.movePointRight(USD_DECIMALS).longValueExact());
        GatewayRun run = new GatewayRun(sql, id, log, terms, maxRefusals);
        try (var rows = file.open()) {
            GatewayFile.read(rows, log.wanted(), run::take);
        } catch (IOException e) {
            throw new Unavailable("The file cannot be read again from this server's disk; send it once more.");
        }
        run.end(key, fingerprint, fileName, file, now);
    }

    /** Work from before the first price list has the rates that are told for its time now. */
    private CatalogVersion prices(Instant at) {
        try {
            return catalog.at(at);
        } catch (NotFound e) {
            return catalog.current();
        }
    }

    private static AuditEvent sent(UUID id, GatewayLog log, String fileName) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("log", log.name());
        fields.put("fileName", fileName);
        return AuditEvent.of(AuditAction.GATEWAY_USAGE_SENT, "import", id, null, fields);
    }

    /**
     * An import.
     *
     * @throws NotFound if there is none
     */
    GatewayImportView of(UUID id) {
        return of(Sql.on(dataSource), id);
    }

    private static GatewayImportView of(Sql sql, UUID id) {
        return sql.first("SELECT * FROM gateway_import WHERE id = ?", GatewayImportView::read, id)
                .orElseThrow(() -> new NotFound("import"))
                .with(sql.list(
                        "SELECT line, reason FROM gateway_refusal WHERE import_id = ? ORDER BY number",
                        row -> new GatewayRefusal(row.getLong("line"), row.getString("reason")),
                        id));
    }

    /** A page of them, the newest first. */
    Page<GatewayImportView> page(int limit, String cursor) {
        List<GatewayImportView> rows = Sql.on(dataSource)
                .list(
                        "SELECT * FROM gateway_import WHERE id < ? ORDER BY id DESC LIMIT ?",
                        GatewayImportView::read,
                        Paging.beforeId(cursor),
                        limit + 1);
        return Paging.byId(rows, limit, GatewayImportView::importId);
    }
}
