package com.wevion.credits.dev;

import java.io.IOException;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * The effective settings: the list in {@code server-config/settings.properties}, overridden by the environment, by Java
 * system properties and, strongest, by what a test asks for.
 */
public final class Settings {
    /** The prefix of the settings of a single issuer, which the list cannot name. */
    private static final String OF_ONE_ISSUER = "credits.issuers.";

    private static final Set<String> SHARED = Set.of(
            "credits.db.url",
            "credits.db.user",
            "credits.db.password",
            "credits.broker.url",
            "credits.broker.user",
            "credits.broker.password",
            "credits.stripe.api.key",
            "credits.stripe.api.base",
            "credits.stripe.webhook.secret",
            "credits.checkpoint.key.file",
            "credits.checkpoint.public.key.file",
            "credits.dev.issuer.key.file",
            "credits.reconciliation.inbox",
            "credits.reconciliation.openai.api.base",
            "credits.reconciliation.openai.api.key",
            "credits.reconciliation.anthropic.api.base",
            "credits.reconciliation.anthropic.api.key",
            "credits.webhooks.key");

    private final Path project;
    private final Map<String, String> defaults;
    private final Map<String, String> values;

    private Settings(Path project, Map<String, String> defaults, Map<String, String> values) {
        this.project = project;
        this.defaults = defaults;
        this.values = values;
    }

    /** Settings of the project in the current folder. */
    public static Settings load(Map<String, String> overrides) {
        return load(Path.of("").toAbsolutePath(), overrides);
    }

    /** Settings of the project in another folder, as another version of it. */
    static Settings load(Path project, Map<String, String> overrides) {
        Map<String, String> defaults = listed(Path.of("")); // which an older one may not have
        defaults.putAll(listed(project));
        Map<String, String> values = new TreeMap<>(defaults);
        values.replaceAll((name, value) -> System.getenv().getOrDefault(environmentName(name), value));
        values.replaceAll(System::getProperty);
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(OF_ONE_ISSUER))
                .forEach(name -> values.put(name, System.getProperty(name)));
        values.putAll(overrides);
        return new Settings(project, defaults, values);
    }

    /** The list with its defaults. */
    public static Map<String, String> listed(Path project) {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(project.resolve("server-config/settings.properties"))) {
            file.load(reader);
        } catch (IOException e) {
            throw new StartFailure(
                    "server-config/settings.properties cannot be read: is this the project's folder?", e);
        }
        Map<String, String> listed = new TreeMap<>();
        file.stringPropertyNames().forEach(name -> listed.put(name, file.getProperty(name)));
        return listed;
    }

    /** {@code credits.http.port} is {@code CREDITS_HTTP_PORT}, as in MicroProfile Config. */
    public static String environmentName(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** These settings with some replaced. */
    public Settings with(Map<String, String> replaced) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(replaced);
        return new Settings(project, defaults, all);
    }

    /** The places and keys that all servers of one service share. */
    Map<String, String> shared() {
        Map<String, String> shared = new TreeMap<>(values);
        shared.keySet().retainAll(SHARED);
        return shared;
    }

    /** The project's folder. */
    public Path project() {
        return project;
    }

    /** The folder into which Maven built these classes, and with them the archives and the server: target, or target/run. */
    static Path built() {
        try {
            return Path.of(Settings.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new StartFailure("The folder of the build cannot be found", e);
        }
    }

    /** The folder of everything that is kept. */
    public Path dataFolder() {
        return project.resolve(text("credits.data.dir"));
    }

    /** The value, "" if not given. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new StartFailure("No such setting: " + name);
        }
        return value.trim();
    }

    /** True if the setting is given and not blank. */
    public boolean has(String name) {
        return !values.getOrDefault(name, "").isBlank();
    }

    /** A whole number. */
    public int number(String name) {
        try {
            return Integer.parseInt(text(name));
        } catch (NumberFormatException e) {
            throw new StartFailure(name + " is not a whole number: " + text(name), e);
        }
    }

    /** The settings that are not their defaults: all that a server has to be told. */
    Map<String, String> changed() {
        Map<String, String> changed = new TreeMap<>(values);
        changed.entrySet().removeIf(setting -> setting.getValue().equals(defaults.getOrDefault(setting.getKey(), "")));
        return changed;
    }

    /** Writes them into a child's environment, where boot command files and MicroProfile Config find them. */
    void into(Map<String, String> environment) {
        values.keySet().forEach(name -> environment.remove(environmentName(name)));
        changed().forEach((name, value) -> environment.put(environmentName(name), value.trim()));
    }
}
