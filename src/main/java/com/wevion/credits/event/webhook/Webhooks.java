package com.wevion.credits.event.webhook;

import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The webhooks, a team's or the platform's, whose team is null. */
@ApplicationScoped
class Webhooks {
    /** A webhook, and the fingerprint of the request that made it. */
    record KeptWebhook(Webhook webhook, byte[] fingerprint, boolean isNew) {}

    private static final String OF_TEAM =
            " FROM webhook WHERE team_id IS NOT DISTINCT FROM ?::uuid AND removed_at IS NULL";

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.webhooks.max")
    int max;

    /**
     * Makes one, once per key.
     *
     * @throws Conflict if there are as many as there may be
     */
    KeptWebhook make(Sql sql, UUID teamId, WebhookRequest wanted, UUID by, String idempotencyKey, byte[] fingerprint) {
        sql.list(
                "SELECT pg_advisory_xact_lock(hashtextextended('webhook ' || coalesce(?::text, ''), 0))",
                row -> true,
                teamId);
        return earlier(sql, teamId, idempotencyKey).orElseGet(() -> {
            if (sql.list("SELECT id" + OF_TEAM, row -> true, teamId).size() >= max) {
                throw new Conflict("There are " + max + " webhooks; remove one first.");
            }
            Webhook made = sql.first(
                            """
                            INSERT INTO webhook (id, team_id, url, types, description, made_by, made_at, idempotency_key, fingerprint)
                            VALUES (?, ?::uuid, ?, ?::text[], ?, ?, ?, ?, ?) RETURNING *""",
                            Webhook::read,
                            Ids.next(),
                            teamId,
                            wanted.address().toString(),
                            wanted.eventTypes(teamId != null).stream()
                                    .map(type -> type.text())
                                    .toArray(String[]::new),
                            wanted.description(),
                            by,
                            clock.instant(),
                            idempotencyKey,
                            fingerprint)
                    .orElseThrow();
            return new KeptWebhook(made, fingerprint, true);
        });
    }

    private static Optional<KeptWebhook> earlier(Sql sql, UUID teamId, String idempotencyKey) {
        return sql.first(
                "SELECT * FROM webhook WHERE team_id IS NOT DISTINCT FROM ?::uuid AND idempotency_key = ?",
                row -> new KeptWebhook(Webhook.read(row), row.getBytes("fingerprint"), false),
                teamId,
                idempotencyKey);
    }

    /**
     * One that was not removed.
     *
     * @throws NotFound if there is none
     */
    Webhook get(Sql sql, UUID teamId, UUID id) {
        return sql.first("SELECT *" + OF_TEAM + " AND id = ?", Webhook::read, teamId, id)
                .orElseThrow(() -> new NotFound("webhook"));
    }

    /** The newest first. */
    List<Webhook> list(UUID teamId, UUID before, int limit) {
        return Sql.on(dataSource)
                .list(
                        "SELECT *" + OF_TEAM + " AND id < ? ORDER BY id DESC LIMIT ?",
                        Webhook::read,
                        teamId,
                        before,
                        limit);
    }

    /** Gives it the next secret; the one before goes on until then. */
    Webhook rotate(Sql sql, Webhook webhook, Instant formerUntil) {
        return sql.first(
                        "UPDATE webhook SET generation = generation + 1, former_until = ? WHERE id = ? AND generation = ? RETURNING *",
                        Webhook::read,
                        formerUntil,
                        webhook.id(),
                        webhook.generation())
                .orElseThrow(() -> new Conflict("Somebody else has just given it another secret."));
    }

    /** Sends nothing more to it; what waits is given up. */
    void remove(Sql sql, Webhook webhook) {
        sql.update("UPDATE webhook SET removed_at = ? WHERE id = ?", clock.instant(), webhook.id());
        sql.update(
                "UPDATE webhook_delivery SET state = 'DEAD', last_error = 'The webhook was removed.' WHERE webhook_id = ? AND state = 'WAITING'",
                webhook.id());
    }
}
