package com.wevion.credits.balance.focus;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.stripe.StripeSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.csv.CSVRecord;

/** A team of a running service that buys, works, is billed and is refunded, as the tests of the export need it. */
record FocusTeam(LocalService service, TestTeam team) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<Measure, String> FIELDS =
            Map.of(Measure.IMAGE, "variants", Measure.SECOND, "seconds", Measure.CHARACTER, "characters");
    private static final Map<Service, String> ENGINES =
            Map.of(Service.IMAGE, "FLUX_2_PRO", Service.VIDEO, "KLING_2_6", Service.TTS, "OPENAI_TTS");

    StripeSimulator stripe() {
        return service.stripe();
    }

    void usesEverything(String funding, int credits) {
        ok(team.owner().patch(team.path("/settings"), Map.of("creativeFunding", funding)));
        if (credits > 0) {
            team.adjust("CREDITS", String.valueOf(credits));
            String message = ok(Chat.admit(team.owner(), team)).text("messageId");
            ok(Chat.succeed(Api.host(service), team, message, 1_001, 7));
        }
        Arrays.stream(Service.values()).filter(Service::isCreative).forEach(this::work);
        String account = funding.equals("CREDITS") ? "CREDITS" : "CREATIVE";
        team.adjust(account, "-1.5");
        team.adjust(account, "0.2");
    }

    void work(Service what) {
        Answer begun = ok(team.owner()
                .post(
                        team.path("/jobs"),
                        Map.of(
                                "service",
                                what,
                                "engine",
                                ENGINES.getOrDefault(what, "DEFAULT"),
                                FIELDS.get(what.measure()),
                                10)));
        ok(Api.host(service)
                .post("/jobs/" + begun.text("jobId") + "/completion", Map.of("outcome", "SUCCEEDED", "delivered", 10)));
    }

    String aBillIsPaid() {
        String bill = ok(Api.superAdmin(service)
                        .send(
                                "POST",
                                "/api/v1" + team.path("/creative-bills"),
                                null,
                                "Idempotency-Key",
                                UUID.randomUUID().toString()))
                .text("billId");
        String invoice = stripe().ids("invoice").stream()
                .filter(id -> team.id()
                        .toString()
                        .equals(stripe().object(id).at("/metadata/teamId").asText()))
                .findFirst()
                .orElseThrow();
        stripe().payInvoice(invoice);
        await().atMost(PATIENCE)
                .until(
                        () -> ok(team.owner().get(team.path("/creative-bills/" + bill)))
                                .text("status"),
                        "PAID"::equals);
        return invoice;
    }

    /** Stripe's payment of the team's only bill. */
    String paymentOfTheBill() {
        return ok(team.owner().get(team.path("/creative-bills")))
                .json()
                .at("/items/0/stripePayment")
                .asText();
    }

    /** Buys STARTER at the simulated Stripe for so many cents, 500 of which are its price; the payment. */
    String buy(long totalCents) {
        Answer begun = ok(team.owner().post(team.path("/purchases"), Map.of("package", "STARTER")));
        String url = begun.text("checkoutUrl");
        String session = url.substring(url.lastIndexOf('/') + 1).replaceFirst("[?#].*", "");
        stripe().change(session, made -> made.put("amount_total", totalCents));
        stripe().pay(session);
        String purchase = team.path("/purchases/" + begun.text("purchaseId"));
        return await().atMost(PATIENCE)
                .until(
                        () -> ok(team.owner().get(purchase)),
                        paid -> paid.text("status").equals("PAID"))
                .text("stripePayment");
    }

    void awaitEntries(String type, int count) {
        await().atMost(PATIENCE)
                .until(() -> team.history().stream()
                                .filter(line -> line.path("type").asText().equals(type))
                                .count()
                        == count);
    }

    /** Waits for so many entries about the payment of bills. */
    void awaitPayments(int count) {
        await().atMost(PATIENCE)
                .until(() -> ok(team.owner().get(team.path("/transactions?account=CREATIVE&type=PAYMENT")))
                                .json()
                                .get("items")
                                .size()
                        == count);
    }

    void awaitBalance(String field, String value) {
        await().atMost(PATIENCE).until(() -> team.balance(field), value::equals);
    }

    Answer csv(String version) {
        String query = "/focus?month=" + YearMonth.now(ZoneOffset.UTC) + "&version=" + version;
        return ok(team.owner().get(team.path(query), "Accept", "text/csv"));
    }

    List<CSVRecord> export() {
        return export("1.2");
    }

    /** In one version of FOCUS; kept in {@code target/focus/}, for a validator of others. */
    List<CSVRecord> export(String version) {
        String csv = csv(version).body();
        Path kept = Path.of("target", "focus", version + "-" + team.id() + ".csv");
        try {
            Files.createDirectories(kept.getParent());
            Files.writeString(kept, csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return FocusRules.accepted(csv, version);
    }
}
