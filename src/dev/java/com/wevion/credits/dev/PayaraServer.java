package com.wevion.credits.dev;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The full Payara Server with the application, unpacked and set up by {@code server-config/payara-server/credits.asadmin} as the
 * handbook prints it, and afterwards only started and stopped. Its ports are free ones, as others may have the usual ones.
 */
final class PayaraServer implements Server {
    private static final int COMMAND_SECONDS = 300;
    private static final int STOP_SECONDS = 60;
    private static final List<String> INNER_PORTS =
            List.of("4848", "3700", "3820", "3920", "8686", "7676", "4900", "5900");

    private final Settings settings;
    private final Path folder;
    private final Path domain;
    private final Path output;
    private final int adminPort = Ports.anyFree();
    private final int httpsPort = Ports.anyFree();
    /** True once the environment holds no passwords any more. */
    private boolean withAliases;

    PayaraServer(Settings settings, DataFolder data) {
        this.settings = settings;
        this.folder = data.file("payara-server");
        this.domain = folder.resolve("payara6/glassfish/domains/domain1");
        this.output = data.file("asadmin.log");
    }

    /** Sets it up before its first start. */
    @Override
    public void start() {
        if (!Files.exists(domain)) {
            Unzipped.into(folder, Settings.built().resolve("server/payara.zip"));
            choosePorts();
            for (String library : List.of("postgresql.jar", "slf4j-api.jar", "slf4j-jdk14.jar")) {
                copy("server/lib/" + library, domain.resolve("lib").resolve(library));
            }
            copy("credits.war", folder.resolve("credits.war"));
            copy("artemis.rar", folder.resolve("artemis.rar"));
            asadmin("start-domain");
            asadmin("multimode", "--file", configuration("credits.asadmin").toString());
            aliases();
            asadmin("stop-domain");
        }
        String before = "--prebootcommandfile=" + configuration("pre-boot.txt");
        asadmin("start-domain", before, "--postbootcommandfile=" + configuration("post-boot.txt"));
    }

    /** Runs a command as an operator would, in the folder of the archives. */
    private void asadmin(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(folder.resolve("payara6/bin/asadmin").toString(), "--port", Integer.toString(adminPort)));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            settings.into(builder.environment());
            if (withAliases) {
                builder.environment().put("CREDITS_DB_PASSWORD", "not this one");
                builder.environment().put("CREDITS_BROKER_PASSWORD", "not this one");
            }
            builder.environment().put("CREDITS_HTTPS_PORT", Integer.toString(httpsPort));
            builder.environment()
                    .put("CREDITS_WAR", folder.resolve("credits.war").toString());
            builder.environment()
                    .put("CREDITS_RAR", folder.resolve("artemis.rar").toString());
            Process process = builder.start();
            boolean ended = process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            if (!ended || process.exitValue() != 0 || Files.readString(output).contains("failed.")) {
                throw new StartFailure("asadmin " + String.join(" ", arguments) + " failed:" + System.lineSeparator()
                        + Command.tail(output, 60));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted", e);
        }
    }

    private Path configuration(String name) {
        return settings.project().resolve("server-config/payara-server").resolve(name);
    }

    private void copy(String built, Path to) {
        Path file = Settings.built().resolve(built);
        try {
            Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StartFailure(file + " is missing; `mvn -Plong verify` builds and fetches it", e);
        }
    }

    /** Those that have no setting. */
    private void choosePorts() {
        Path configuration = domain.resolve("config/domain.xml");
        try {
            String text = Files.readString(configuration)
                    .replace("port=\"4848\"", "port=\"" + adminPort + "\"")
                    .replace("port=\"8080\"", "port=\"" + settings.text("credits.http.port") + "\"")
                    .replace("port=\"8181\"", "port=\"" + httpsPort + "\"");
            for (String port : INNER_PORTS) {
                text = text.replace("port=\"" + port + "\"", "port=\"" + Ports.anyFree() + "\"");
            }
            Files.writeString(configuration, text.replace("value=\"7676\"", "value=\"" + Ports.anyFree() + "\""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the passwords of database and broker in the server's own store, as the handbook shows. */
    private void aliases() {
        Path passwords = folder.resolve("passwords");
        try {
            alias(passwords, "credits-db", settings.text("credits.db.password"));
            alias(passwords, "credits-broker", settings.text("credits.broker.password"));
            Files.delete(passwords);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        asadmin("multimode", "--file", configuration("aliases.asadmin").toString());
        withAliases = true;
    }

    private void alias(Path passwords, String name, String password) throws IOException {
        DataFolder.writePrivate(passwords, "AS_ADMIN_ALIASPASSWORD=" + password + System.lineSeparator());
        asadmin("--passwordfile", passwords.toString(), "create-password-alias", name);
    }

    /** Takes the certificate that the domain made for itself. */
    SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore store =
                KeyStore.getInstance(domain.resolve("config/keystore.p12").toFile(), "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("s1as", store.getCertificate("s1as"));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** The HTTPS listener. */
    int httpsPort() {
        return httpsPort;
    }

    /** The server's own log. */
    Path log() {
        return domain.resolve("logs/server.log");
    }

    @Override
    public boolean alive() {
        return process().map(ProcessHandle::isAlive).orElse(false);
    }

    private Optional<ProcessHandle> process() {
        Path file = domain.resolve("config/pid");
        try {
            return Files.exists(file)
                    ? ProcessHandle.of(Long.parseLong(Files.readString(file).trim()))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public long pid() {
        return process().orElseThrow().pid();
    }

    @Override
    public CompletableFuture<?> ended() {
        return process().orElseThrow().onExit();
    }

    @Override
    public String lastWords() {
        return Command.tail(log(), 60);
    }

    @Override
    public void kill() {
        process().ifPresent(server -> {
            server.destroyForcibly();
            server.onExit().join();
        });
    }

    /** By SIGTERM, on which the application leaves first; {@code stop-domain} takes it away at once. */
    @Override
    public void close() {
        process().ifPresent(server -> {
            server.destroy();
            try {
                server.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                kill();
                throw new StartFailure("Payara Server did not stop", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                kill();
            }
        });
    }
}
