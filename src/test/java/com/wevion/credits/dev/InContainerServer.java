package com.wevion.credits.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.event.suite.AfterSuite;
import org.jboss.arquillian.test.spi.event.suite.BeforeSuite;

/**
 * Gives Arquillian's Payara Micro the same boot command files, and a database and a broker of its own. Arquillian cannot
 * set its child's environment, so {@code ${ENV=…}} is filled in here and the settings are system properties of the child.
 */
public final class InContainerServer implements LoadableExtension {
    private static final Path FOLDER = Path.of("target/it/in-container");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{ENV=([A-Z_]+)(?::([^}]*))?}");

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Lifecycle.class);
    }

    /** Called by Arquillian. */
    static final class Lifecycle {
        private Backing backing;

        void start(@Observes(precedence = 100) BeforeSuite event) throws IOException {
            DataFolder.delete(FOLDER.toAbsolutePath());
            backing = new Backing(Settings.load(TestSettings.in(FOLDER, Map.of())));
            backing.start();
            configure(asOwner(backing), FOLDER.toAbsolutePath());
        }

        void stop(@Observes(precedence = -100) AfterSuite event) {
            if (backing != null) {
                backing.close();
            }
        }
    }

    /** Whoever owns the schema, as the tests make tables. */
    private static Settings asOwner(Backing backing) {
        Settings url = backing.settings()
                .with(Map.of(
                        "credits.db.url", backing.databaseUrl(), "credits.db.user", "", "credits.db.password", ""));
        return url.with(ExternalAddresses.ofDatabase(url));
    }

    private static void configure(Settings settings, Path folder) throws IOException {
        Path target = Settings.built();
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        String coverage = System.getProperty("credits.coverage.file", "");
        String agent = coverage.isEmpty()
                ? ""
                : " -javaagent:" + target.resolve("server/org.jacoco.agent-runtime.jar") + "=append=true,destfile="
                        + coverage + ",includes=com.wevion.credits.*";
        System.setProperty(
                "payara.microJar", target.resolve("server/payara-micro.jar").toString());
        System.setProperty("payara.cmdOptions", TestSettings.JAVA_OPTIONS + " -Djava.io.tmpdir=" + temporary + agent);
        System.setProperty(
                "payara.extraMicroOptions",
                String.join(
                        " ",
                        List.of(
                                "--disablephonehome",
                                "--addlibs",
                                target.resolve("server/lib").toString(),
                                "--systemproperties",
                                systemProperties(settings, folder).toString(),
                                "--prebootcommandfile",
                                bootCommands(settings, folder, "pre-boot.txt").toString(),
                                "--postbootcommandfile",
                                bootCommands(settings, folder, "post-boot.txt").toString())));
    }

    private static Path systemProperties(Settings settings, Path folder) throws IOException {
        Properties properties = new Properties();
        settings.changed().forEach(properties::setProperty);
        Path file = folder.resolve("system.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }

    private static Path bootCommands(Settings settings, Path folder, String name) throws IOException {
        Map<String, String> environment = new HashMap<>();
        settings.into(environment);
        for (String url : List.of("CREDITS_DB_LEDGER_URL", "CREDITS_DB_BATCH_URL")) { // as start.sh has it
            environment.put(url, environment.get("CREDITS_DB_URL"));
        }
        environment.put("CREDITS_BROKER_PASSWORD_REFERENCE", environment.get("CREDITS_BROKER_PASSWORD"));
        environment.put("CREDITS_RAR", Settings.built().resolve("artemis.rar").toString());
        // Arquillian takes the port from what the server says of itself before the last commands would have opened it
        String commands = Files.readString(
                        settings.project().resolve("server-config/payara-micro").resolve(name))
                .replace("http-listener.enabled=false", "http-listener.enabled=true");
        return Files.writeString(
                folder.resolve(name),
                REFERENCE
                        .matcher(commands)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                environment.getOrDefault(found.group(1), orEmpty(found.group(2))))));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
