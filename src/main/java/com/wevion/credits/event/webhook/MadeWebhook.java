package com.wevion.credits.event.webhook;

/**
 * A webhook that was made, or got another secret.
 *
 * @param secret with which its deliveries are signed
 */
record MadeWebhook(String secret, WebhookView webhook) {}
