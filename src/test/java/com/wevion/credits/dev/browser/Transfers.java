package com.wevion.credits.dev.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Bytes of each answer to a page as they came over the network, with headers, before they were unpacked. */
final class Transfers {
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Map<String, Long> bytes = new LinkedHashMap<>();
    private final Set<String> underWay = new LinkedHashSet<>();

    /** Counts from now on what a page loads. */
    static Transfers of(Page page) {
        Transfers transfers = new Transfers();
        CDPSession session = page.context().newCDPSession(page);
        session.on("Network.requestWillBeSent", transfers::begun);
        session.on("Network.responseReceived", transfers::answered);
        session.on("Network.dataReceived", event -> transfers.add(event, event));
        session.on("Network.loadingFinished", transfers::finished);
        session.on("Network.loadingFailed", event -> transfers.underWay.remove(id(event)));
        session.send("Network.enable");
        return transfers;
    }

    private static String id(JsonObject event) {
        return event.get("requestId").getAsString();
    }

    private void begun(JsonObject event) {
        if (event.has("redirectResponse")) { // the further request has the same id
            JsonObject redirect = event.getAsJsonObject("redirectResponse");
            bytes.merge(addresses.get(id(event)) + " (redirect)", length(redirect), Long::sum);
        }
        addresses.put(id(event), event.getAsJsonObject("request").get("url").getAsString());
        underWay.add(id(event));
    }

    private void answered(JsonObject event) {
        JsonObject response = event.getAsJsonObject("response");
        add(event, response);
        // Such a stream goes on as long as the page is open.
        if (response.get("mimeType").getAsString().equals("text/event-stream")) {
            underWay.remove(id(event));
        }
    }

    private void add(JsonObject event, JsonObject counted) {
        bytes.merge(id(event), length(counted), Long::sum);
    }

    private static long length(JsonObject counted) {
        return counted.get("encodedDataLength").getAsLong();
    }

    /** Replaces the sum so far by the length of the whole, which is known now. */
    private void finished(JsonObject event) {
        bytes.put(id(event), length(event));
        underWay.remove(id(event));
    }

    /** True if everything that was asked for has arrived. */
    boolean settled() {
        return underWay.isEmpty();
    }

    /** In all. */
    long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Bytes by address. */
    Map<String, Long> each() {
        Map<String, Long> each = new LinkedHashMap<>();
        bytes.forEach((id, count) -> each.merge(addresses.getOrDefault(id, id), count, Long::sum));
        return each;
    }
}
