package com.wevion.credits.gateway;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.database.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Takes the rows of one file in, in the caller's transaction. For one thread. */
final class GatewayRun {
    private static final int ROWS_AT_A_TIME = 1_000;

    private static final String ADMITTED = """
            SELECT DISTINCT provider, request_id FROM usage_record
             WHERE provider = ANY (?) AND day BETWEEN ? AND ? AND request_id = ANY (?)""";

    private static final String KNOWN = """
            SELECT provider, request_id, measure FROM gateway_usage WHERE provider = ANY (?) AND request_id = ANY (?)""";

    private static final String INSERT = """
            INSERT INTO gateway_usage (work_id, measure, import_id, at, provider, request_id, service, engine, quantity, cost_nanos,
                                       cost_source, outcome)
            SELECT work_id, measure, ?, at::timestamptz, provider, request_id, service, engine, quantity, cost_nanos, cost_source, outcome
              FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[],
                          ?::text[])
                   AS r (work_id, measure, at, provider, request_id, service, engine, quantity, cost_nanos, cost_source, outcome)""";

    private record Written(UUID workId, GatewayUsage usage) {}

    private record Request(String provider, String requestId, String measure) {
        static Request of(GatewayUsage usage) {
            return new Request(
                    usage.provider(), usage.requestId(), usage.measure().name());
        }

        Request whole() {
            return new Request(provider, requestId, null);
        }
    }

    private final Sql sql;
    private final UUID importId;
    private final GatewayLog log;
    private final GatewayLog.Terms terms;
    private final int maxRefusals;
    private final List<List<GatewayUsage>> waiting = new ArrayList<>();
    private final List<GatewayRefusal> refusals = new ArrayList<>();
    private long accepted;
    private long repeated;
    private long admitted;
    private long idle;
    private long refused;
    private long costNanos;
    private Instant firstAt;
    private Instant lastAt;

    GatewayRun(Sql sql, UUID importId, GatewayLog log, GatewayLog.Terms terms, int maxRefusals) {
        this.sql = sql;
        this.importId = importId;
        this.log = log;
        this.terms = terms;
        this.maxRefusals = maxRefusals;
    }

    void take(GatewayRow row) {
        try {
            List<GatewayUsage> usage = log.read(row, terms);
            if (usage.isEmpty()) {
                idle++;
                return;
            }
            waiting.add(usage);
        } catch (GatewayRowRefused e) {
            refused++;
            if (refusals.size() < maxRefusals) {
                refusals.add(new GatewayRefusal(row.line(), e.getMessage()));
            }
            return;
        }
        if (waiting.size() == ROWS_AT_A_TIME) {
            write();
        }
    }

    /** Writes what is left, and then the import itself. */
    void end(String key, byte[] fingerprint, String fileName, SpooledFile file, Instant now) {
        write();
        sql.update(
                """
                INSERT INTO gateway_import (id, idempotency_key, fingerprint, sha256, log, file_name, bytes, at, accepted, repeated, admitted,
                                            idle, refused, first_at, last_at, cost_nanos)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                importId,
                key,
                fingerprint,
                file.sha256(),
                log.name(),
                fileName,
                file.bytes(),
                now,
                accepted,
                repeated,
                admitted,
                idle,
                refused,
                firstAt,
                lastAt,
                costNanos);
        for (int number = 1; number <= refusals.size(); number++) {
            GatewayRefusal refusal = refusals.get(number - 1);
            sql.update(
                    "INSERT INTO gateway_refusal (import_id, number, line, reason) VALUES (?, ?, ?, ?)",
                    importId,
                    number,
                    refusal.line(),
                    refusal.reason());
        }
    }

    private void write() {
        Set<Request> ours = admitted();
        Set<Request> known = known();
        List<Written> written = new ArrayList<>();
        for (List<GatewayUsage> row : waiting) {
            if (ours.contains(Request.of(row.get(0)).whole())) {
                admitted++;
                continue;
            }
            UUID workId = Ids.next();
            List<GatewayUsage> added = row.stream()
                    .filter(usage -> usage.requestId() == null || known.add(Request.of(usage)))
                    .toList();
            if (added.isEmpty()) {
                repeated++;
                continue;
            }
            accepted++;
            added.forEach(usage -> written.add(new Written(workId, usage)));
        }
        waiting.clear();
        written.forEach(row -> count(row.usage()));
        insert(written);
    }

    private void count(GatewayUsage usage) {
        costNanos = Math.addExact(costNanos, usage.costNanos() == null ? 0 : usage.costNanos());
        firstAt = firstAt == null || usage.at().isBefore(firstAt) ? usage.at() : firstAt;
        lastAt = lastAt == null || usage.at().isAfter(lastAt) ? usage.at() : lastAt;
    }

    private List<GatewayUsage> named() {
        return waiting.stream()
                .flatMap(List::stream)
                .filter(usage -> usage.requestId() != null)
                .toList();
    }

    /** The requests that have usage records, on their day or a neighbouring one. */
    private Set<Request> admitted() {
        List<GatewayUsage> named = named();
        if (named.isEmpty()) {
            return Set.of();
        }
        List<LocalDate> days = named.stream()
                .map(usage -> LocalDate.ofInstant(usage.at(), ZoneOffset.UTC))
                .sorted(Comparator.naturalOrder())
                .toList();
        return new HashSet<>(sql.list(
                ADMITTED,
                row -> new Request(row.getString("provider"), row.getString("request_id"), null),
                texts(named, GatewayUsage::provider),
                days.get(0).minusDays(1),
                days.get(days.size() - 1).plusDays(1),
                texts(named, GatewayUsage::requestId)));
    }

    private Set<Request> known() {
        List<GatewayUsage> named = named();
        return named.isEmpty()
                ? new HashSet<>()
                : new HashSet<>(sql.list(
                        KNOWN,
                        row -> new Request(
                                row.getString("provider"), row.getString("request_id"), row.getString("measure")),
                        texts(named, GatewayUsage::provider),
                        texts(named, GatewayUsage::requestId)));
    }

    private static String[] texts(List<GatewayUsage> rows, Function<GatewayUsage, String> column) {
        return rows.stream().map(column).distinct().toArray(String[]::new);
    }

    private void insert(List<Written> rows) {
        if (rows.isEmpty()) {
            return;
        }
        sql.update(
                INSERT,
                importId,
                column(rows, row -> row.workId().toString()),
                column(rows, row -> row.usage().measure().name()),
                column(rows, row -> row.usage().at().toString()),
                column(rows, row -> row.usage().provider()),
                column(rows, row -> row.usage().requestId()),
                column(rows, row -> row.usage().service().name()),
                column(rows, row -> row.usage().engine()),
                rows.stream().map(row -> row.usage().quantity()).toArray(Long[]::new),
                rows.stream().map(row -> row.usage().costNanos()).toArray(Long[]::new),
                column(rows, row -> row.usage().costSource()),
                column(rows, row -> row.usage().outcome().name()));
    }

    private static String[] column(List<Written> rows, Function<Written, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
