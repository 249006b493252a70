package com.wevion.credits.event.webhook;

import jakarta.validation.constraints.PositiveOrZero;

/**
 * Another secret in the place of one.
 *
 * @param overlapHours for which deliveries are signed with both; null for the default
 */
record WebhookRotation(
        @PositiveOrZero(message = "must not be negative") Long overlapHours) {}
