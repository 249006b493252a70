package com.wevion.credits.event.webhook;

import com.wevion.credits.event.EventType;
import com.wevion.credits.identity.CurrentCaller;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.IdempotencyKey;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.http.Parameters;
import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.AuditLog;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes, lists and removes webhooks: a team's, or the platform's, whose team is null. */
@ApplicationScoped
class WebhookDesk {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Webhooks webhooks;

    @Inject
    WebhookSecrets secrets;

    @Inject
    Deliveries deliveries;

    @Inject
    CurrentCaller caller;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.webhooks.overlap.hours")
    long overlapHours;

    @Inject
    @ConfigProperty(name = "credits.webhooks.overlap.longest.hours")
    long longestOverlapHours;

    /** Makes one, once per key; 201 with its secret. */
    Response make(UUID teamId, WebhookRequest wanted, String idempotencyKey) {
        secrets.requireKey();
        wanted.address();
        wanted.eventTypes(teamId != null);
        byte[] fingerprint = Fingerprint.of(wanted);
        UUID by = caller.identity().person();
        Webhooks.KeptWebhook kept = Sql.on(dataSource).together(sql -> {
            Webhooks.KeptWebhook made = webhooks.make(sql, teamId, wanted, by, idempotencyKey, fingerprint);
            if (made.isNew()) {
                record(sql, AuditAction.WEBHOOK_MADE, made.webhook(), null, recorded(made.webhook()));
            }
            return made;
        });
        if (!Arrays.equals(kept.fingerprint(), fingerprint)) {
            throw new IdempotencyKeyReused();
        }
        return IdempotencyKey.replayed(answer(Response.Status.CREATED, kept.webhook()), !kept.isNew())
                .build();
    }

    /** Gives it another secret, beside which the one before goes on for a while. */
    Response rotate(UUID teamId, String webhook, WebhookRotation rotation) {
        long hours = rotation.overlapHours() == null ? overlapHours : rotation.overlapHours();
        if (hours > longestOverlapHours) {
            throw new Invalid("overlapHours", "must be at most " + longestOverlapHours);
        }
        Webhook rotated = on(teamId, webhook, (sql, found) -> {
            record(sql, AuditAction.WEBHOOK_ROTATED, found, null, Map.of("overlapHours", hours));
            return webhooks.rotate(sql, found, clock.instant().plus(Duration.ofHours(hours)));
        });
        return answer(Response.Status.OK, rotated).build();
    }

    private Response.ResponseBuilder answer(Response.Status status, Webhook webhook) {
        return Response.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new MadeWebhook(secrets.of(webhook, webhook.generation()), WebhookView.of(webhook)));
    }

    /** A page, the newest first. */
    Page<WebhookView> list(UUID teamId, String limit, String cursor) {
        int size = Paging.limit(limit);
        List<WebhookView> rows = webhooks.list(teamId, Paging.beforeId(cursor), size + 1).stream()
                .map(WebhookView::of)
                .toList();
        return Paging.byId(rows, size, WebhookView::webhookId);
    }

    /** Sends nothing more to it. */
    void remove(UUID teamId, String webhook) {
        on(teamId, webhook, (sql, found) -> {
            record(sql, AuditAction.WEBHOOK_REMOVED, found, recorded(found), null);
            webhooks.remove(sql, found);
            return found;
        });
    }

    /** A page of its deliveries, the newest event first. */
    Page<DeliveryView> deliveries(UUID teamId, String webhook, String state, String limit, String cursor) {
        Webhook found = webhooks.get(Sql.on(dataSource), teamId, Ids.pathId("webhook", webhook));
        DeliveryView.State only = Parameters.constant("state", DeliveryView.State.class, state);
        int size = Paging.limit(limit);
        List<DeliveryView> rows =
                deliveries.list(found.id(), only == null ? null : only.name(), Paging.beforeId(cursor), size + 1);
        return Paging.byId(rows, size, DeliveryView::eventId);
    }

    /** Sends an event again. */
    void replay(UUID teamId, String webhook, String event) {
        UUID eventId = Ids.pathId("delivery", event);
        on(teamId, webhook, (sql, found) -> {
            deliveries.replay(sql, found, eventId);
            record(sql, AuditAction.DELIVERY_REPLAYED, found, null, Map.of("eventId", eventId.toString()));
            return found;
        });
    }

    private Webhook on(UUID teamId, String webhook, BiFunction<Sql, Webhook, Webhook> work) {
        UUID id = Ids.pathId("webhook", webhook);
        return Sql.on(dataSource).together(sql -> work.apply(sql, webhooks.get(sql, teamId, id)));
    }

    private void record(
            Sql sql, AuditAction action, Webhook webhook, Map<String, Object> before, Map<String, Object> after) {
        audit.record(
                sql,
                new AuditEvent(action, webhook.teamId(), "webhook", webhook.id().toString(), before, after));
    }

    private static Map<String, Object> recorded(Webhook webhook) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("url", webhook.url());
        fields.put("types", webhook.types().stream().map(EventType::text).toList());
        fields.put("description", webhook.description());
        return fields;
    }
}
