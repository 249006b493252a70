package com.wevion.credits.usage;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.ChatTerms;
import com.wevion.credits.catalog.JobTerms;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.usage.UsageRecord.CostSource;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Charges in a database of their own, as the service keeps them: the entry, its hold and the usage records. */
final class ChargedMonth implements AutoCloseable {
    private static final byte[] DIGEST = new byte[32];

    final ScratchDatabase database = ScratchDatabase.migrated();
    final HikariDataSource pool = database.pool();
    private final CatalogVersion prices;
    private int charges;

    ChargedMonth(CatalogVersion prices) {
        this.prices = prices;
    }

    /** A new team's account. */
    long account(String team, AccountKind kind) {
        UUID id = Ids.next();
        sql().update(
                        "INSERT INTO team (id, name, plan, ai_chat, creative_hub, creative_funding, low_balance_threshold_micros,"
                                + " minimum_purchase_role, created_at) VALUES (?, ?, 'PRO', true, true, 'METERED', 0, 'OWNER', now())",
                        id,
                        team);
        return sql().first(
                        "INSERT INTO account (team_id, kind) VALUES (?, ?) RETURNING id",
                        row -> row.getLong("id"),
                        id,
                        kind.name())
                .orElseThrow();
    }

    /** A message that was answered. */
    void message(long account, String at, String model, long askedIn, long askedOut, long input, long output) {
        ChatTerms terms = prices.chat(model, askedIn, askedOut);
        UUID id = entry(
                account,
                at,
                Service.CHAT,
                terms.rateEngine(),
                input + output,
                terms.price(input, output),
                0,
                terms.explain(input, output, 0).toJson());
        hold(id, account, at, Json.write(Map.of("price", terms)));
        record(id, at, Service.CHAT, terms.model(), Measure.INPUT_TOKEN, input, null);
        record(id, at, Service.CHAT, terms.model(), Measure.OUTPUT_TOKEN, output, null);
    }

    /** A job that was done. */
    void job(long account, String at, Service service, String engine, long asked, long delivered) {
        job(account, at, service, engine, asked, delivered, 0, null);
    }

    /** A job that was done, with what was missing for it and what it cost us. */
    void job(
            long account,
            String at,
            Service service,
            String engine,
            long asked,
            long delivered,
            long shortfall,
            Long costNanos) {
        JobTerms terms = prices.job(service, engine, asked, Unit.USD);
        long charged = terms.chargeable(delivered);
        UUID id = entry(
                account,
                at,
                service,
                terms.engine(),
                charged,
                terms.price(charged),
                shortfall,
                terms.explain(delivered, 0).toJson());
        record(id, at, service, terms.engine(), terms.per(), delivered, costNanos);
    }

    private UUID entry(
            long account,
            String at,
            Service service,
            String engine,
            long quantity,
            long price,
            long shortfall,
            String explanation) {
        UUID id = Ids.next();
        sql().update(
                        "INSERT INTO entry VALUES (?, ?, ?, ?, 'USAGE', ?, ?, 0, ?, NULL, ?, ?, ?, ?::json, ?)",
                        account,
                        ++charges,
                        id,
                        Instant.parse(at),
                        service == Service.CHAT ? "CHAT_MESSAGE" : "JOB",
                        shortfall - price,
                        shortfall,
                        service.name(),
                        engine,
                        quantity,
                        explanation,
                        DIGEST);
        return id;
    }

    private void hold(UUID id, long account, String at, String terms) {
        sql().update(
                        "INSERT INTO hold (id, account_id, team_id, kind, idempotency_key, fingerprint, user_id, amount_units, terms,"
                                + " available_after_units, created_at, expires_at) SELECT ?, id, team_id, 'CHAT_MESSAGE', ?, ?, ?, 0,"
                                + " ?::json, 0, ?, ? FROM account WHERE id = ?",
                        id,
                        id.toString(),
                        DIGEST,
                        id,
                        terms,
                        Instant.parse(at),
                        Instant.parse(at).plusSeconds(1),
                        account);
    }

    private void record(
            UUID id, String at, Service service, String engine, Measure per, long quantity, Long costNanos) {
        UsageRecord record = new UsageRecord(
                id,
                per,
                Instant.parse(at),
                null,
                null,
                service,
                engine,
                quantity,
                costNanos,
                costNanos == null ? null : CostSource.WORKER,
                0,
                UsageOutcome.SUCCEEDED);
        try (Connection connection = pool.getConnection()) {
            UsageRecord.insertOnce(connection, List.of(record));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Sql sql() {
        return Sql.on(pool);
    }

    @Override
    public void close() {
        pool.close();
        database.drop();
    }
}
