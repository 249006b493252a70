package com.wevion.credits.trail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The settings by which money moves and people are let in, as they count now. Those of single servers, as addresses, pools and files, are not
 * among them, since servers may differ in these.
 *
 * @param values by name
 * @param secrets by name
 */
record EffectiveSettings(Map<String, String> values, Map<String, String> secrets) {
    private static final Set<String> GROUPS = Set.of(
            "approval",
            "audit",
            "billing",
            "checkpoint",
            "issuer",
            "issuers",
            "keys",
            "limit",
            "mail",
            "openid",
            "purchase",
            "reconciliation",
            "stripe",
            "team",
            "topup",
            "webhooks");

    private static final List<String> OF_ONE_SERVER = List.of(".file", ".inbox");
    private static final List<String> SECRET =
            List.of(".secret", ".password", ".api.key", ".webhooks.key", ".mail.key");
    private static final String ISSUER = "credits.issuer.";
    private static final String ISSUERS = "credits.issuers";

    /** @param configured gives the value of a setting that has one */
    static EffectiveSettings of(Function<String, Optional<String>> configured) {
        Map<String, String> values = new TreeMap<>();
        Map<String, String> secrets = new TreeMap<>();
        for (String name : names(configured)) {
            String value = configured.apply(name).orElse("");
            (endsWith(name, SECRET) ? secrets : values).put(name, value);
        }
        return new EffectiveSettings(values, secrets);
    }

    /** Those with a default, and those of single issuers that are set. */
    private static Collection<String> names(Function<String, Optional<String>> configured) {
        Set<String> names = new TreeSet<>();
        for (String name : written()) {
            if (GROUPS.contains(name.split("\\.")[1]) && !endsWith(name, OF_ONE_SERVER)) {
                names.add(name);
            }
        }
        List<String> ofIssuers =
                names.stream().filter(name -> name.startsWith(ISSUER)).toList();
        Stream.of(configured.apply(ISSUERS).orElse("").split(","))
                .map(String::strip)
                .filter(issuer -> !issuer.isEmpty())
                .flatMap(issuer ->
                        ofIssuers.stream().map(name -> ISSUERS + "." + issuer + "." + name.substring(ISSUER.length())))
                .filter(name -> configured.apply(name).isPresent())
                .forEach(names::add);
        return names;
    }

    private static Set<String> written() {
        Properties defaults = new Properties();
        try (InputStream file =
                EffectiveSettings.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            if (file == null) {
                throw new IllegalStateException("The application was packed without its settings");
            }
            defaults.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return defaults.stringPropertyNames();
    }

    private static boolean endsWith(String name, List<String> ends) {
        return ends.stream().anyMatch(name::endsWith);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return values.toString();
    }
}
