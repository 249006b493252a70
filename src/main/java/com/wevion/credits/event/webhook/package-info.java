/** Tells other systems of events: signed, retried, given up after days, as Standard Webhooks says. */
package com.wevion.credits.event.webhook;
