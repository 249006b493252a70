package com.wevion.credits.event.webhook;

import com.wevion.credits.event.EventType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A webhook in an answer, without its secret. */
record WebhookView(
        UUID webhookId,
        UUID teamId,
        String url,
        List<String> types,
        String description,
        int failures,
        Instant goneAt,
        UUID madeBy,
        Instant madeAt) {
    static WebhookView of(Webhook webhook) {
        return new WebhookView(
                webhook.id(),
                webhook.teamId(),
                webhook.url(),
                webhook.types().stream().map(EventType::text).toList(),
                webhook.description(),
                webhook.failures(),
                webhook.goneAt(),
                webhook.madeBy(),
                webhook.madeAt());
    }
}
