package com.wevion.credits.purchase;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.stripe.StripeSimulator;
import java.time.Duration;
import java.util.Map;

/** A team that buys packages of a running service, and Stripe's side of it. */
public record Shop(LocalService service, TestTeam team) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A paid team without credits. */
    public static Shop of(LocalService service) {
        return new Shop(service, TestTeam.paid(service));
    }

    StripeSimulator stripe() {
        return service.stripe();
    }

    /** Begins a purchase. */
    public Answer begin(String packageCode) {
        return ok(team.owner().post(team.path("/purchases"), Map.of("package", packageCode)));
    }

    /** The Checkout Session at the end of the address to pay at. */
    public static String session(Answer begun) {
        String url = begun.text("checkoutUrl");
        return url.substring(url.lastIndexOf('/') + 1).replaceFirst("[?#].*", "");
    }

    /** Begins a purchase, pays it and waits until it is credited; the purchase. */
    Answer buy(String packageCode) {
        Answer begun = begin(packageCode);
        stripe().pay(session(begun));
        return awaitStatus(begun.text("purchaseId"), "PAID");
    }

    /** The payment intent of a purchase that was paid. */
    String buyAndTellPayment(String packageCode) {
        return buy(packageCode).text("stripePayment");
    }

    Answer get(String purchaseId) {
        return ok(team.owner().get(team.path("/purchases/" + purchaseId)));
    }

    Answer awaitStatus(String purchaseId, String status) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> get(purchaseId), found -> found.text("status").equals(status));
    }

    /** Waits until a field of the balance has that value. */
    public void awaitBalance(String field, String value) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> team.balance(field), value::equals);
    }
}
