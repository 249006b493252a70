package com.wevion.credits.dev;

import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** The embedded Artemis broker, configured by {@code server-config/artemis/broker.xml}, messages in {@code <data folder>/broker}. */
final class LocalBroker implements AutoCloseable {
    private final Path configuration;
    private final Path folder;
    private final int port;
    private EmbeddedActiveMQ broker;

    /** @param port 0 for any free one; nothing is started yet */
    LocalBroker(Path configuration, DataFolder data, int port) {
        this.configuration = configuration;
        this.folder = data.file("broker");
        this.port = Ports.choose(port);
    }

    int port() {
        return port;
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Starts with the messages of the last time. */
    void start() {
        QuietLogs.apply();
        Progress.say("Starting the broker at 127.0.0.1:" + port);
        Ports.mustBeFree(
                port,
                "choose another for the broker by credits.broker.port or use a running one by credits.broker.url");
        broker = new EmbeddedActiveMQ().setConfiguration(configured());
        try {
            broker.start();
        } catch (Exception e) { // Artemis declares no better
            throw new StartFailure("The broker does not start", e);
        }
        if (!broker.getActiveMQServer().isActive()) {
            throw new StartFailure("The broker does not start; is another one using " + folder + "?");
        }
    }

    private Configuration configured() {
        FileConfiguration file = new FileConfiguration();
        FileDeploymentManager files =
                new FileDeploymentManager(configuration.toUri().toString());
        files.addDeployable(file);
        try {
            files.readConfiguration();
            file.getAcceptorConfigurations().clear();
            file.addAcceptorConfiguration("tcp", url());
        } catch (Exception e) { // Artemis declares no better
            throw new StartFailure(configuration + " cannot be read", e);
        }
        file.setJournalDirectory(folder.resolve("journal").toString());
        file.setBindingsDirectory(folder.resolve("bindings").toString());
        file.setLargeMessagesDirectory(folder.resolve("large").toString());
        file.setPagingDirectory(folder.resolve("paging").toString());
        return file;
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
