package com.wevion.credits.dev;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * The embedded Artemis broker, configured by {@code server-config/artemis/broker.xml}, messages in {@code <data folder>/broker}. It
 * takes one user only, who may do what that file allows the service and its workers.
 */
public final class LocalBroker implements AutoCloseable {
    private static final List<String> ROLES = List.of("credits", "workers", "tests");

    private final Path configuration;
    private final Path folder;
    private final int port;
    private final String user;
    private final String prefix;
    private String password;
    private String tls = "";
    private EmbeddedActiveMQ broker;

    /** By user and password of the settings, or a password that is made once; nothing is started yet. */
    public LocalBroker(Settings settings, DataFolder data) {
        this.configuration = settings.project().resolve("server-config/artemis/broker.xml");
        this.folder = data.file("broker");
        this.port = Ports.choose(settings.number("credits.broker.port"));
        this.user = settings.has("credits.broker.user") ? settings.text("credits.broker.user") : "credits";
        this.password = settings.has("credits.broker.password")
                ? settings.text("credits.broker.password")
                : data.secret("broker.password");
        this.prefix = settings.text("credits.broker.prefix");
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }

    /** Speaks TLS from the next start on, by the key and the certificate in a PKCS#12 file. */
    LocalBroker withTls(Path keyStore, String keyStorePassword) {
        this.tls = "?sslEnabled=true&keyStorePath=" + keyStore + "&keyStorePassword="
                + URLEncoder.encode(keyStorePassword, StandardCharsets.UTF_8);
        return this;
    }

    /** Takes this password from the next start on, and no other. */
    void setPassword(String password) {
        this.password = password;
    }

    /** Starts with the messages of the last time. */
    public void start() {
        QuietLogs.apply();
        StartProgress.say("Starting the broker at 127.0.0.1:" + port);
        Ports.mustBeFree(
                port,
                "choose another for the broker by credits.broker.port or use a running one by credits.broker.url");
        broker = new EmbeddedActiveMQ().setConfiguration(configured()).setSecurityManager(security());
        try {
            broker.start();
        } catch (Exception e) { // Artemis declares no better
            throw new StartFailure("The broker does not start", e);
        }
        if (!isActive()) {
            throw new StartFailure("The broker does not start; is another one using " + folder + "?");
        }
    }

    /** False once it has ended, for whatever reason. */
    public boolean isActive() {
        return broker.getActiveMQServer().isStarted()
                && broker.getActiveMQServer().isActive();
    }

    /** The one user is the service and its workers. */
    private ActiveMQSecurityManager security() {
        SecurityConfiguration users = new SecurityConfiguration(Map.of(user, password), Map.of(user, ROLES));
        return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
    }

    private Configuration configured() {
        FileConfiguration file = new FileConfiguration();
        try {
            FileDeploymentManager files =
                    new FileDeploymentManager(named().toUri().toString());
            files.addDeployable(file);
            files.readConfiguration();
            file.getAcceptorConfigurations().clear();
            file.addAcceptorConfiguration("tcp", url() + tls);
        } catch (Exception e) { // Artemis declares no better
            throw new StartFailure(configuration + " cannot be read", e);
        }
        // Queues of benchmarks and tests, and dead letters that tests put there, which no worker may in earnest
        file.putSecurityRoles("credits.benchmark.#", Set.of(mayAll()));
        file.putSecurityRoles("credits.test.#", Set.of(mayAll()));
        file.getSecurityRoles()
                .computeIfAbsent(prefix + "credits.dead", none -> new HashSet<>())
                .add(mayAll());
        file.setJournalDirectory(folder.resolve("journal").toString());
        file.setBindingsDirectory(folder.resolve("bindings").toString());
        file.setLargeMessagesDirectory(folder.resolve("large").toString());
        file.setPagingDirectory(folder.resolve("paging").toString());
        return file;
    }

    private static Role mayAll() {
        return new Role("tests", true, true, true, true, true, true, false, true, true, true, false, false);
    }

    /** The configuration with the names that queues have under {@code credits.broker.prefix}. */
    private Path named() throws IOException {
        if (prefix.isEmpty()) {
            return configuration;
        }
        Files.createDirectories(folder);
        return Files.writeString(
                folder.resolve("broker.xml"),
                Files.readString(configuration)
                        .replace("\"credits.", "\"" + prefix + "credits.")
                        .replace(">credits.", ">" + prefix + "credits."));
    }

    @Override
    public void close() {
        if (broker == null) {
            return;
        }
        try {
            broker.stop();
        } catch (Exception e) { // Artemis declares no better
            throw new StartFailure("The broker does not stop", e);
        }
    }
}
