package com.wevion.credits.dev;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Takes the URLs of a given database or broker apart, into the settings the server is told. */
final class ExternalAddresses {
    private ExternalAddresses() {}

    /** User and password may be in the JDBC URL instead of in their own settings. */
    static Map<String, String> ofDatabase(Settings settings) {
        Map<String, String> found = new HashMap<>();
        String[] parts = settings.text("credits.db.url").split("\\?", 2);
        StringBuilder others = new StringBuilder();
        for (String parameter : parts.length == 1 ? new String[0] : parts[1].split("&")) {
            String[] pair = parameter.split("=", 2);
            String name = "credits.db." + pair[0];
            if (pair.length == 2 && (pair[0].equals("user") || pair[0].equals("password"))) {
                if (!settings.has(name)) {
                    found.put(name, URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
                }
            } else {
                others.append(others.isEmpty() ? '?' : '&').append(parameter);
            }
        }
        found.put("credits.db.url", parts[0] + others);
        return found;
    }

    /** The JDBC URL with user and password as parameters, ready for any client. */
    static String withCredentials(Settings settings) {
        String url = settings.text("credits.db.url");
        return url + (url.contains("?") ? "&" : "?") + "user=" + encode(settings.text("credits.db.user")) + "&password="
                + encode(settings.text("credits.db.password"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Of several, the server goes by the list alone. */
    static Map<String, String> ofBroker(String url) {
        Map<String, String> found = new HashMap<>();
        for (String each : url.split(",")) {
            URI address = URI.create(each.trim());
            if (address.getHost() == null || address.getPort() < 1) {
                throw new StartFailure("credits.broker.url must be like tcp://host:61616, not " + url);
            }
            found.putIfAbsent("credits.broker.host", address.getHost());
            found.putIfAbsent("credits.broker.port", Integer.toString(address.getPort()));
        }
        found.put("credits.broker.url", url);
        return found;
    }
}
