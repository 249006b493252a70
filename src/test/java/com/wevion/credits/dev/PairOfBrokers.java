package com.wevion.credits.dev;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two brokers as in production: by TLS only, with a user, a password and a prefix of the queues' names, and messages that both have, as
 * a pair with a shared store; one of them runs at a time.
 */
public final class PairOfBrokers implements AutoCloseable {
    private static final String STORE_PASSWORD = "not=so;secret,";
    private static final String USER = "credits-service";
    private static final String PASSWORD = "p&ss w=rd;%25,";
    private static final String PREFIX = "test.";

    private final Path folder;
    private final DataFolder data;
    private static final int KEYTOOL_SECONDS = 60;

    private final LocalBroker first;
    private final LocalBroker second;

    /** Nothing is started yet. The certificate names 127.0.0.1. */
    public PairOfBrokers(Path folder) {
        this.folder = folder.toAbsolutePath();
        DataFolder.delete(this.folder);
        data = DataFolder.open(this.folder);
        String certificate = this.folder.resolve("broker.pem").toString();
        keytool(keys(), "-genkeypair", "-keyalg", "EC", "-dname", "CN=broker", "-ext", "SAN=IP:127.0.0.1");
        keytool(keys(), "-exportcert", "-rfc", "-file", certificate);
        keytool(trusted(), "-importcert", "-noprompt", "-file", certificate);
        Map<String, String> settings = Map.of(
                "credits.broker.user", USER,
                "credits.broker.password", PASSWORD,
                "credits.broker.prefix", PREFIX,
                "credits.broker.port", "0");
        first = new LocalBroker(Settings.load(settings), data).withTls(keys(), STORE_PASSWORD);
        second = new LocalBroker(Settings.load(settings), data).withTls(keys(), STORE_PASSWORD);
    }

    private Path keys() {
        return folder.resolve("broker.p12");
    }

    private Path trusted() {
        return folder.resolve("trusted.p12");
    }

    private void keytool(Path store, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-alias",
                "broker",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                STORE_PASSWORD));
        Command.run(command, folder.resolve("keytool.log"), KEYTOOL_SECONDS);
    }

    /** The settings of a service that uses them. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("credits.broker.url", first.url() + "," + second.url());
        settings.put("credits.broker.user", USER);
        settings.put("credits.broker.password", PASSWORD);
        settings.put("credits.broker.prefix", PREFIX);
        settings.put("credits.broker.tls", "true");
        settings.put("credits.broker.truststore.file", trusted().toString());
        settings.put("credits.broker.truststore.password", STORE_PASSWORD);
        return settings;
    }

    /** Starts the first. */
    public void startFirst() {
        first.start();
    }

    /** Stops the first. */
    public void stopFirst() {
        first.close();
    }

    /** Starts the second. */
    public void startSecond() {
        second.start();
    }

    /** Stops the second. */
    public void stopSecond() {
        second.close();
    }

    /** From its next start on the first takes another password than the service has. */
    public void changePasswordOfFirst() {
        first.setPassword("another");
    }

    @Override
    public void close() {
        first.close();
        second.close();
        data.close();
    }
}
