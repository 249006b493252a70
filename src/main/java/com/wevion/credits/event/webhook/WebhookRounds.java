package com.wevion.credits.event.webhook;

import com.wevion.credits.platform.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends what waits. A receiver that is slow or dead has few threads, and those that have failed share half of them. */
@ApplicationScoped
class WebhookRounds {
    private static final Duration SPARE = Duration.ofSeconds(30);

    @Inject
    WebhookSecrets secrets;

    @Inject
    Destinations destinations;

    @Inject
    Deliveries deliveries;

    @Inject
    WebhookSender sender;

    @Inject
    @ConfigProperty(name = "credits.webhooks.poll.millis")
    long pollMillis;

    @Inject
    @ConfigProperty(name = "credits.webhooks.lane")
    int lane;

    void begin(@Observes Rounds rounds) {
        // Wrong settings fail the start.
        secrets.check();
        destinations.read();
        deliveries.read();
        rounds.every("webhooks", Duration.ofMillis(pollMillis), () -> {
            rounds.each(sender.ended(), result -> result.attempt().webhook().id(), deliveries::ended);
            int free = sender.free();
            if (free > 0) {
                deliveries
                        .claim(
                                sender.busy(),
                                lane,
                                free,
                                free / 2,
                                sender.longest().plus(SPARE))
                        .forEach(sender::send);
            }
        });
    }
}
