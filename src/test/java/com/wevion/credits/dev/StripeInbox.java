package com.wevion.credits.dev;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;

/** The webhook inbox of a service, as seen by a test that waits until its own events are worked on. */
public final class StripeInbox {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalService service;
    private final Instant since = Instant.now();

    /** Ignores events from before: they are others', and may wait for minutes until they are retried. */
    public StripeInbox(LocalService service) {
        this.service = service;
    }

    /** Until everything that Stripe has told since then is worked on. */
    public void awaitQuiet() {
        await().atMost(PATIENCE).until(() -> service.stripe().deliveriesUnderWay() == 0);
        await().atMost(PATIENCE).until(this::isEmpty);
    }

    private boolean isEmpty() {
        var waiting = ok(Api.superAdmin(service).get("/stripe/events?status=RECEIVED&limit=200"))
                .json()
                .path("items");
        return StreamSupport.stream(waiting.spliterator(), false)
                .noneMatch(event ->
                        Instant.parse(event.path("receivedAt").asText()).isAfter(since));
    }
}
