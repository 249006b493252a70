package com.wevion.credits.purchase;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.stripe.PaymentBehaviour;
import com.wevion.credits.dev.stripe.StripeSimulator;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A team whose credits are topped up automatically. */
record TopUpTeam(Shop shop) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A paid team without credits, which has never asked for it. */
    static TopUpTeam of(LocalService service) {
        return new TopUpTeam(Shop.of(service));
    }

    /** One with credits and a saved card that behaves so; switched off. */
    static TopUpTeam withCard(LocalService service, String credits, PaymentBehaviour behaviour) {
        TopUpTeam made = of(service);
        made.team().adjust("CREDITS", credits);
        made.switchOn(Map.of()); // makes the customer, who has no card yet
        made.set(Map.of("enabled", false));
        made.stripe().savePaymentMethod(made.customer(), behaviour);
        return made;
    }

    /** Lets the timer run for this and every other team: a team of its own is topped up. */
    static void awaitOthers(LocalService service) {
        TopUpTeam other = withCard(service, "10", PaymentBehaviour.SUCCEEDS);
        other.switchOn(Map.of());
        other.shop.awaitBalance("credits.balance", "5010");
    }

    TestTeam team() {
        return shop.team();
    }

    StripeSimulator stripe() {
        return shop.stripe();
    }

    String path() {
        return team().path("/auto-top-up");
    }

    /** STARTER below 1,000 credits, five times and for $100 a month at most, but for what is given. */
    static Map<String, Object> settings(Map<String, ?> other) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "enabled", true,
                "threshold", "1000",
                "package", "STARTER",
                "maximumPerMonth", 5,
                "maximumUsdPerMonth", "100"));
        settings.putAll(other);
        return settings;
    }

    Answer put(Api caller, Map<String, ?> other) {
        return caller.put(path(), settings(other));
    }

    Answer set(Map<String, ?> other) {
        return ok(put(team().owner(), other));
    }

    Answer switchOn(Map<String, ?> other) {
        return set(other);
    }

    Answer get() {
        return ok(team().owner().get(path()));
    }

    Answer awaitState(String state) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(this::get, found -> found.text("state").equals(state));
    }

    /** The team's customer at Stripe. */
    String customer() {
        return stripe().ids("customer").stream()
                .filter(id -> stripe().object(id)
                        .at("/metadata/teamId")
                        .asText()
                        .equals(team().id().toString()))
                .findFirst()
                .orElseThrow();
    }

    /** The payment intents that top-ups have made, oldest first. */
    List<JsonNode> intents() {
        return stripe().ids("payment_intent").stream()
                .map(stripe()::object)
                .filter(intent -> intent.path("customer").asText().equals(customer()))
                .filter(intent -> stripe().sessions().stream()
                        .map(stripe()::session)
                        .noneMatch(session -> session.path("payment_intent").equals(intent.get("id"))))
                .toList();
    }

    /** The automatic ones, newest first. */
    List<JsonNode> topUps() {
        JsonNode all = ok(team().owner().get(team().path("/purchases"))).json().path("items");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(purchase -> purchase.path("origin").asText().equals("AUTO_TOP_UP"))
                .toList();
    }
}
