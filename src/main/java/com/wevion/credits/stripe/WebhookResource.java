package com.wevion.credits.stripe;

import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The endpoint for Stripe's events: they are stored and answered at once, and processed afterwards. */
@ApplicationScoped
@Path("stripe/webhook")
@Requires(Action.RECEIVE_EVENTS)
@Consumes(MediaType.WILDCARD)
public class WebhookResource {
    @Inject
    EventInbox inbox;

    @Inject
    EventProcessor processor;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.stripe.webhook.secret")
    Optional<String> secrets;

    @Inject
    @ConfigProperty(name = "credits.stripe.webhook.tolerance.seconds")
    long toleranceSeconds;

    /** Stores an event, once by its id; 204 for every one that is signed. */
    @POST
    public void receive(byte[] body, @HeaderParam("Stripe-Signature") String signature) {
        List<String> known = List.of(secrets.orElseThrow(() -> new Unavailable("Payments are not set up here."))
                .split(","));
        boolean signed = WebhookSignature.parse(signature)
                .filter(given -> given.isOf(body, known, clock.instant(), Duration.ofSeconds(toleranceSeconds)))
                .isPresent();
        if (!signed) {
            throw new BadSignature();
        }
        StripeEvent.read(body).ifPresent(event -> {
            inbox.put(List.of(event));
            processor.signal();
        });
    }
}
