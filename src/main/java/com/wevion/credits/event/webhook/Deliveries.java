package com.wevion.credits.event.webhook;

import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The events on their way to webhooks, and those that have come or were given up. */
@ApplicationScoped
class Deliveries {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.webhooks.retry.seconds")
    String retrySeconds;

    @Inject
    @ConfigProperty(name = "credits.webhooks.pause.longest.seconds")
    long longestPauseSeconds;

    private List<Duration> pauses;

    /** Fails the start if a pause is none. */
    @PostConstruct
    void read() {
        try {
            pauses = Stream.of(retrySeconds.split(","))
                    .map(text -> Duration.ofSeconds(Long.parseLong(text.strip())))
                    .toList();
        } catch (NumberFormatException e) {
            throw new IllegalStateException("credits.webhooks.retry.seconds must be numbers, separated by commas", e);
        }
    }

    /**
     * Claims the next ones for this server.
     *
     * @param busy the number that this server sends to each webhook now
     * @param lane the most that it sends to one at a time; one that has failed gets one at a time
     * @param failing the most for webhooks that have failed
     */
    List<Attempt> claim(Map<UUID, Integer> busy, int lane, int limit, int failing, Duration lease) {
        Instant now = clock.instant();
        return Sql.on(dataSource)
                .list(
                        """
                        WITH RECURSIVE waiting AS (
                            (SELECT webhook_id FROM webhook_delivery WHERE state = 'WAITING' ORDER BY webhook_id LIMIT 1)
                            UNION ALL
                            SELECT (SELECT d.webhook_id FROM webhook_delivery d
                                     WHERE d.state = 'WAITING' AND d.webhook_id > w.webhook_id ORDER BY d.webhook_id LIMIT 1)
                              FROM waiting w WHERE w.webhook_id IS NOT NULL
                        ), lane AS (
                            SELECT w.id, w.failures > 0 AS failing,
                                   CASE WHEN w.failures > 0 THEN 1 ELSE ? END - coalesce(b.sent, 0) AS free
                              FROM waiting JOIN webhook w ON w.id = waiting.webhook_id
                              LEFT JOIN unnest(?::uuid[], ?::integer[]) AS b (id, sent) ON b.id = w.id
                             WHERE w.next_at <= ? AND w.gone_at IS NULL AND w.removed_at IS NULL
                        ), due AS (
                            SELECT d.*, lane.failing, row_number() OVER (PARTITION BY lane.failing ORDER BY d.due_at) AS place
                              FROM lane CROSS JOIN LATERAL (
                                SELECT webhook_id, event_id, due_at FROM webhook_delivery
                                 WHERE webhook_id = lane.id AND state = 'WAITING' AND due_at <= ? AND lease_until <= ?
                                 ORDER BY due_at LIMIT greatest(lane.free, 0) FOR UPDATE SKIP LOCKED) d
                        ), claimed AS (
                            UPDATE webhook_delivery d SET attempts = d.attempts + 1, lease_until = ?
                              FROM due
                             WHERE d.webhook_id = due.webhook_id AND d.event_id = due.event_id
                               AND due.place <= CASE WHEN due.failing THEN ? ELSE ? END
                            RETURNING d.webhook_id, d.event_id, d.attempts
                        )
                        SELECT w.*, c.event_id, c.attempts, e.type, e.team_id AS event_team_id, e.at, e.data
                          FROM claimed c JOIN webhook w ON w.id = c.webhook_id JOIN event e ON e.id = c.event_id
                         ORDER BY e.at""",
                        Attempt::read,
                        lane,
                        busy.keySet().toArray(UUID[]::new),
                        busy.values().toArray(Integer[]::new),
                        now,
                        now,
                        now,
                        now.plus(lease),
                        Math.max(0, Math.min(failing, limit)),
                        Math.max(0, limit));
    }

    /** Notes how an attempt ended. What has failed is tried again later, the last time after days. */
    void ended(AttemptResult result) {
        Attempt attempt = result.attempt();
        Instant now = clock.instant();
        Sql.on(dataSource).together(sql -> {
            if (result.isDelivered()) {
                sql.update("""
                        UPDATE webhook_delivery
                           SET state = 'DELIVERED', delivered_at = ?, last_status = ?, last_error = NULL, lease_until = '-infinity'
                         WHERE webhook_id = ? AND event_id = ?""", now, result.status(), attempt.webhook().id(), attempt.eventId());
                sql.update(
                        "UPDATE webhook SET failures = 0, next_at = '-infinity' WHERE id = ? AND failures > 0",
                        attempt.webhook().id());
            } else {
                failed(sql, result, now);
            }
            return null;
        });
    }

    private void failed(Sql sql, AttemptResult result, Instant now) {
        Attempt attempt = result.attempt();
        UUID webhookId = attempt.webhook().id();
        boolean isLast = result.isGone() || attempt.number() > pauses.size();
        sql.update(
                """
                UPDATE webhook_delivery SET state = ?, due_at = ?, last_status = ?, last_error = ?, lease_until = '-infinity'
                 WHERE webhook_id = ? AND event_id = ? AND state = 'WAITING'""",
                isLast ? "DEAD" : "WAITING",
                isLast ? now : now.plus(pauses.get(attempt.number() - 1)),
                result.status(),
                result.error(),
                webhookId,
                attempt.eventId());
        sql.update(
                """
                UPDATE webhook SET failures = failures + 1, gone_at = CASE WHEN ? THEN ?::timestamptz ELSE gone_at END,
                       next_at = ?::timestamptz + least(greatest(? * 2 ^ least(failures, 20), ?), ?) * interval '1 second'
                 WHERE id = ?""",
                result.isGone(),
                now,
                now,
                SHORTEST_PAUSE.toSeconds(),
                result.retryAfterSeconds(),
                longestPauseSeconds,
                webhookId);
    }

    /** Those of a webhook, the newest event first. */
    List<DeliveryView> list(UUID webhookId, String state, UUID before, int limit) {
        return Sql.on(dataSource).list("""
                        SELECT d.*, e.type, e.team_id, e.at FROM webhook_delivery d JOIN event e ON e.id = d.event_id
                         WHERE d.webhook_id = ? AND (?::text IS NULL OR d.state = ?::text) AND d.event_id < ?
                         ORDER BY d.event_id DESC LIMIT ?""", DeliveryView::read, webhookId, state, state, before, limit);
    }

    /**
     * Sends one again that was delivered or given up.
     *
     * @throws NotFound if there is none
     * @throws Conflict if it waits
     */
    void replay(Sql sql, Webhook webhook, UUID eventId) {
        int replayed = sql.update("""
                UPDATE webhook_delivery SET state = 'WAITING', attempts = 0, due_at = ?, delivered_at = NULL
                 WHERE webhook_id = ? AND event_id = ? AND state <> 'WAITING'""", clock.instant(), webhook.id(), eventId);
        if (replayed == 0) {
            boolean waits = sql.first(
                            "SELECT state FROM webhook_delivery WHERE webhook_id = ? AND event_id = ?",
                            row -> true,
                            webhook.id(),
                            eventId)
                    .isPresent();
            throw waits ? new Conflict("It is on its way.") : new NotFound("delivery");
        }
        sql.update("UPDATE webhook SET next_at = '-infinity' WHERE id = ?", webhook.id());
    }
}
