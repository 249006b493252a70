package com.wevion.credits.dev;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * TLS at the PostgreSQL of the scratch databases, for whoever asks for it. The certificate signs itself and names localhost; a role of its own
 * gets in with a client's certificate only.
 */
public final class ScratchTls {
    /** Gets in by TLS with a certificate only. */
    public static final String CERTIFIED = "certified";

    private static final String PASSWORD = "changeit";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static ScratchTls made;

    private final Path folder;

    private ScratchTls(Path folder) {
        this.folder = folder;
    }

    /** Switches it on, if it is off. */
    public static synchronized ScratchTls on() {
        if (made == null) {
            ScratchDatabase database = ScratchDatabase.empty();
            try (Connection connection = DriverManager.getConnection(database.superuserUrl());
                    Statement statement = connection.createStatement()) {
                made = make(statement);
            } catch (SQLException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return made;
    }

    private static ScratchTls make(Statement statement) throws SQLException, IOException {
        Path data = Path.of(text(statement, "SHOW data_directory"));
        ScratchTls tls = new ScratchTls(Files.createDirectories(data.resolveSibling("tls")));
        SelfSigned server = SelfSigned.named("localhost", Files.createDirectories(tls.folder.resolve("server")));
        Files.copy(server.certificate(), data.resolve("server.crt"));
        Files.createFile(
                data.resolve("server.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(data.resolve("server.key"), Files.readString(server.key()));
        // PKCS#12 with the name that the driver looks for
        Path client = Files.createDirectories(tls.folder.resolve("client"));
        keytool(client, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + CERTIFIED);
        keytool(
                client,
                "-exportcert",
                "-rfc",
                "-file",
                data.resolve("client-ca.crt").toString());
        statement.execute("CREATE ROLE " + CERTIFIED + " LOGIN PASSWORD '" + PASSWORD + "'");
        Path access = data.resolve("pg_hba.conf");
        Files.writeString(
                access,
                "hostssl all " + CERTIFIED + " all scram-sha-256 clientcert=verify-full\nhost all " + CERTIFIED
                        + " all reject\n" + Files.readString(access));
        statement.execute("ALTER SYSTEM SET ssl_ca_file = 'client-ca.crt'");
        statement.execute("ALTER SYSTEM SET ssl = on");
        statement.execute("SELECT pg_reload_conf()");
        await().atMost(PATIENCE).until(() -> text(statement, "SHOW ssl").equals("on"));
        return tls;
    }

    private static void keytool(Path folder, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-alias", "user", "-keystore", folder.resolve("client.p12").toString()));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Command.run(command, folder.resolve("keytool.log"), 60);
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** The certificate that signs the server's. */
    public Path rootCertificate() {
        return folder.resolve("server/fullchain.pem");
    }

    /** A certificate that has signed nothing here. */
    public Path foreignCertificate() {
        try {
            Path foreign = folder.resolve("foreign");
            return Files.exists(foreign)
                    ? foreign.resolve("fullchain.pem")
                    : SelfSigned.named("elsewhere", Files.createDirectories(foreign))
                            .certificate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The client's key with its certificate. */
    public Path clientKey() {
        return folder.resolve("client/client.p12");
    }

    /** Of the key, and of the role. */
    public String password() {
        return PASSWORD;
    }
}
