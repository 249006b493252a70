package com.wevion.credits.platform.http;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.PriceList;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The team and the people that the contract's examples are about, in a running service, and the things that the paths name. */
final class ExampleWorld {
    static final String TEAM = "0190a000-0000-7000-8000-0000000000aa";
    private static final UUID OLGA = UUID.fromString("0190a000-0000-7000-8000-0000000000a1");
    private static final String PATH = "/teams/" + TEAM;
    private static final String BUYER = "MEDIA_BUYER";

    private final LocalService service;
    private final Examples examples;
    private final Api host;
    private final Api admin;
    private final Api owner;
    private final Api buyer;

    ExampleWorld(LocalService service, Examples examples) {
        this.service = service;
        this.examples = examples;
        host = Api.host(service);
        admin = Api.superAdmin(service);
        owner = Api.person(service, OLGA);
        ok(host.put(PATH, example("putTeam")));
        ok(admin.post(PATH + "/adjustments", Map.of("account", "CREDITS", "amount", "100000", "reason", "test")));
        buyer = newMember();
    }

    private JsonNode example(String name) {
        return examples.sent().stream()
                .filter(sent -> sent.toString().strip().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private Api newMember() {
        UUID userId = UUID.randomUUID();
        ok(host.put(PATH + "/members/" + userId, example("putMember newMember")));
        return Api.person(service, userId);
    }

    /** Somebody who may send it: a buyer where buyers may, a service for somebody else. */
    Api caller(Examples.Sent sent) {
        JsonNode operation = sent.operation().json();
        JsonNode roles = operation.path("x-roles");
        if (operation.get("x-reach").asText().equals("PUBLIC")) {
            return Api.nobody(service);
        }
        if (sent.value().has("userId")) {
            return host;
        }
        String first = roles.has(BUYER) ? BUYER : roles.fieldNames().next();
        return switch (first) {
            case BUYER -> buyer;
            case "OWNER" -> owner;
            case "SERVICE" -> host;
            case "SUPER_ADMIN" -> admin;
            default -> throw new IllegalStateException(sent + " is for " + first);
        };
    }

    /** Its path below {@code /api/v1}, with things that are there for it. */
    String path(Examples.Sent sent) {
        String route = sent.route().substring(sent.route().indexOf(' ') + 1);
        String path = Pattern.compile("\\{(\\w+)}")
                .matcher(route)
                .replaceAll(name -> named(name.group(1), route.startsWith("/teams/")));
        return switch (sent.operation().id()) {
            case "importInvoice" -> path + "?provider=EXAMPLE&format=FOCUS";
            case "importGatewayUsage" -> path + "?log=CSV";
            default -> path;
        };
    }

    private String named(String name, boolean inTheTeam) {
        String platformOrTeam = inTheTeam ? PATH : "";
        Api keeper = inTheTeam ? owner : admin;
        return switch (name) {
            case "teamId" -> TEAM;
            case "userId" -> newMember().userId().toString();
            case "messageId" ->
                ok(buyer.post(PATH + "/chat/messages", example("admitMessage member")))
                        .text("messageId");
            case "jobId" ->
                ok(buyer.post(PATH + "/jobs", example("submitJob images"))).text("jobId");
            case "approvalId" ->
                ok(newMember().post(PATH + "/approvals", example("askForApproval cap")))
                        .text("approvalId");
            case "webhookId" ->
                ok(keeper.post(
                                platformOrTeam + "/webhooks",
                                example(inTheTeam ? "makeWebhook" : "makePlatformWebhook")))
                        .text("webhook.webhookId");
            case "keyId" ->
                ok(keeper.post(platformOrTeam + "/keys", example(inTheTeam ? "makeTeamKey" : "makePlatformKey")))
                        .text("key.keyId");
            case "importId" ->
                admin.send(
                                "POST",
                                "/api/v1/reconciliation/invoices?provider=EXAMPLE&format=FOCUS",
                                "no invoice " + UUID.randomUUID(),
                                "Content-Type",
                                "text/csv",
                                "Idempotency-Key",
                                UUID.randomUUID().toString())
                        .text("importId");
            case "currency" -> "EUR";
            case "month" -> "2026-10";
            default -> UUID.randomUUID().toString();
        };
    }

    /** The price list that holds, to be published again. */
    PriceList prices() {
        return PriceList.after(service).with("confirm", true);
    }

    /** No run is under way that would hold up another one. */
    void awaitRuns() {
        await().until(() -> !ok(admin.get("/reconciliation/runs?limit=1"))
                .text("items.0.status")
                .equals("RUNNING"));
    }

    /** Takes away what the platform may have few of. */
    void tidy() {
        for (String kind : new String[] {"webhook", "key"}) {
            ok(admin.get("/" + kind + "s?limit=200")).json().get("items").forEach(item -> {
                String about =
                        item.path("description").asText() + item.path("name").asText();
                if (about.equals("Tells the finance desk") || about.equals("Worker for images")) {
                    ok(admin.delete("/" + kind + "s/" + item.get(kind + "Id").asText()));
                }
            });
        }
    }
}
