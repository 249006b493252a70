package com.wevion.credits.stripe;

import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.retention.Archived;
import com.wevion.credits.platform.retention.Horizon;
import com.wevion.credits.stripe.ReceivedEvent.Status;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.AuditLog;
import com.wevion.credits.trail.Author;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps Stripe's events, each once by its id, until they have been worked on. Thread-safe. */
@ApplicationScoped
class EventInbox {
    private record Position(Instant receivedAt, String id) {}

    /** Powers of two by which the pause grows. */
    private static final int MAX_DOUBLINGS = 20;

    /** Connections of their own: events are taken in whatever the others wait for. */
    @Resource(lookup = "jdbc/webhooks")
    DataSource receiving;

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Clock clock;

    @Inject
    AuditLog audit;

    @Inject
    Horizon horizon;

    @Inject
    @ConfigProperty(name = "credits.stripe.event.lease.seconds")
    long leaseSeconds;

    @Inject
    @ConfigProperty(name = "credits.stripe.event.attempts")
    int maxAttempts;

    @Inject
    @ConfigProperty(name = "credits.stripe.event.pause.seconds")
    long shortestPauseSeconds;

    @Inject
    @ConfigProperty(name = "credits.stripe.event.longest.pause.seconds")
    long longestPauseSeconds;

    /** Takes in those that are not there yet, nor archived; returns how many. */
    int put(List<StripeEvent> events) {
        Instant now = clock.instant();
        return Sql.on(receiving)
                .update(
                        """
                        INSERT INTO stripe_event (id, type, object_id, api_version, created_at, received_at, due_at)
                        SELECT id, type, object_id, api_version, created_at::timestamptz, ?, ?
                          FROM unnest(?, ?, ?, ?, ?) AS e (id, type, object_id, api_version, created_at)
                         WHERE NOT EXISTS (SELECT FROM stripe_event_key k WHERE k.id = e.id)
                        ON CONFLICT ON CONSTRAINT stripe_event_pk DO NOTHING""",
                        now,
                        now,
                        events.stream().map(StripeEvent::id).toArray(String[]::new),
                        events.stream().map(StripeEvent::type).toArray(String[]::new),
                        events.stream().map(StripeEvent::objectId).toArray(String[]::new),
                        events.stream().map(StripeEvent::apiVersion).toArray(String[]::new),
                        events.stream()
                                .map(event -> event.createdAt().toString())
                                .toArray(String[]::new));
    }

    /** Claims an event that is due; it is due again after a while unless its end is recorded. */
    Optional<ReceivedEvent> take() {
        return Sql.on(dataSource)
                .first("""
                        UPDATE stripe_event SET attempts = attempts + 1, due_at = ?
                         WHERE id = (SELECT id FROM stripe_event WHERE status = 'RECEIVED' AND due_at <= ?
                                      ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING *""", ReceivedEvent::read, clock.instant().plusSeconds(leaseSeconds), clock.instant());
    }

    void done(ReceivedEvent event) {
        end(event, Status.DONE, null);
    }

    /** Puts it off, by twice as long each time, or gives it up. */
    void failed(ReceivedEvent event, String problem) {
        long doubled = shortestPauseSeconds << Math.min(event.attempts() - 1, MAX_DOUBLINGS);
        Duration pause = Duration.ofSeconds(Math.min(doubled, longestPauseSeconds));
        if (event.attempts() >= maxAttempts) {
            setAside(event, problem);
            return;
        }
        Sql.on(dataSource)
                .update(
                        "UPDATE stripe_event SET due_at = ?, problem = ? WHERE id = ? AND status = 'RECEIVED'",
                        clock.instant().plus(pause),
                        problem,
                        event.id());
    }

    /** Gives it up at once, as it would fail in the same way for ever. */
    void setAside(ReceivedEvent event, String problem) {
        end(event, Status.DEAD, problem);
    }

    /** Ends it; the audit log says how, if an operator had it worked on again. */
    private void end(ReceivedEvent event, Status status, String problem) {
        Sql.on(dataSource).together(sql -> {
            Optional<Boolean> replayed = sql.first(
                    """
                    UPDATE stripe_event SET status = ?, ended_at = ?, problem = ?
                     WHERE id = ? AND status = 'RECEIVED' RETURNING replayed""", row -> row.getBoolean("replayed"), status.name(), clock.instant(), problem, event.id());
            if (replayed.orElse(false)) {
                Map<String, Object> after = new HashMap<>();
                after.put("status", status.name());
                after.put("problem", problem);
                audit.record(
                        sql,
                        Author.PLATFORM,
                        AuditEvent.of(AuditAction.STRIPE_EVENT_ENDED, "Stripe event", event.id(), null, after));
            }
            return replayed;
        });
    }

    /** A page of them, the latest received first. */
    Page<ReceivedEvent> page(Status status, int limit, String cursor) {
        Position before =
                Paging.position(cursor, Position.class).orElse(new Position(Instant.parse("9999-01-01T00:00:00Z"), ""));
        String name = status == null ? null : status.name();
        List<ReceivedEvent> rows = Sql.on(dataSource)
                .list(
                        "SELECT * FROM stripe_event WHERE (received_at, id) < (?, ?) AND (?::text IS NULL OR status = ?::text)"
                                + " ORDER BY received_at DESC, id DESC LIMIT ?",
                        ReceivedEvent::read,
                        before.receivedAt(),
                        before.id(),
                        name,
                        name,
                        limit + 1);
        return Paging.page(rows, limit, row -> new Position(row.receivedAt(), row.id()));
    }

    /**
     * Lets one that was given up be worked on again, from its first attempt on; of one that waits nothing changes.
     *
     * @throws NotFound if there is none
     * @throws Archived if it was done long ago
     * @throws Conflict if it is done
     */
    ReceivedEvent replay(String id) {
        Sql.on(dataSource).together(sql -> {
            int changed = sql.update(
                    "UPDATE stripe_event SET status = 'RECEIVED', ended_at = NULL, attempts = 0, replayed = true, due_at = ?"
                            + " WHERE id = ? AND status = 'DEAD'",
                    clock.instant(),
                    id);
            if (changed == 1) {
                audit.record(sql, AuditEvent.of(AuditAction.STRIPE_EVENT_REPLAYED, "Stripe event", id, null, Map.of()));
            }
            return changed;
        });
        ReceivedEvent event = Sql.on(dataSource)
                .first("SELECT * FROM stripe_event WHERE id = ?", ReceivedEvent::read, id)
                .orElseThrow(() -> isArchived(id) ? horizon.archived("The event") : new NotFound("event"));
        if (event.status() == Status.DONE) {
            throw new Conflict("The event has already been processed.");
        }
        return event;
    }

    private boolean isArchived(String id) {
        return Sql.on(dataSource)
                .first("SELECT id FROM stripe_event_key WHERE id = ?", row -> row.getString("id"), id)
                .isPresent();
    }
}
