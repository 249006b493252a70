package com.wevion.credits.platform.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.ScratchTls;
import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.platform.database.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** TLS to a real PostgreSQL with the properties that the boot command files give the pools, and the reason that a start gives if it fails. */
class DatabaseTlsTest {
    private static final Pattern POOL =
            Pattern.compile("create-jdbc-connection-pool .* --property \"?(.*?)\"? (\\w+)\\n");
    private static final Pattern PROPERTY = Pattern.compile("(\\w+)=(?:'([^']*)'|([^':]*))(?::|$)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{ENV=(\\w+):([^}]*)}");

    private static final ScratchTls TLS = ScratchTls.on();
    private static final ScratchDatabase DATABASE = ScratchDatabase.empty();

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "CREDITS_DB_URL", localhost(),
            "CREDITS_DB_LEDGER_URL", localhost(),
            "CREDITS_DB_BATCH_URL", localhost(),
            "CREDITS_DB_SSL_MODE", "verify-full",
            "CREDITS_DB_SSL_ROOT_CERT_FILE", TLS.rootCertificate().toString()));

    /** The role and its password are in the URL, which wins over the pool's. */
    private static String localhost() {
        return DATABASE.url().replace("127.0.0.1", "localhost");
    }

    @AfterAll
    static void drop() {
        DATABASE.drop();
    }

    private void set(String setting, Object value) {
        environment.put("CREDITS_DB_" + setting, value.toString());
    }

    private void certified() {
        String url = DATABASE.url().replace("127.0.0.1", "localhost").replaceFirst("\\?.*", "");
        set("URL", url);
        set("USER", ScratchTls.CERTIFIED);
        set("PASSWORD", TLS.password());
    }

    /** The pools as Payara makes them: each property by its setter. */
    private Map<String, PGSimpleDataSource> pools(String file) {
        try {
            Map<String, PGSimpleDataSource> pools = new HashMap<>();
            Matcher commands = POOL.matcher(Files.readString(Path.of("server-config", file)));
            while (commands.find()) {
                PGSimpleDataSource pool = new PGSimpleDataSource();
                Matcher properties = PROPERTY.matcher(VARIABLE.matcher(commands.group(1))
                        .replaceAll(found ->
                                Matcher.quoteReplacement(environment.getOrDefault(found.group(1), found.group(2)))));
                while (properties.find()) {
                    set(
                            pool,
                            properties.group(1),
                            properties.group(2) == null ? properties.group(3) : properties.group(2));
                }
                pools.put(commands.group(2), pool);
            }
            return pools;
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(PGSimpleDataSource pool, String property, String value)
            throws ReflectiveOperationException {
        for (Method method : PGSimpleDataSource.class.getMethods()) {
            if (method.getName().equalsIgnoreCase("set" + property)) {
                Class<?> type = method.getParameterTypes()[0];
                Object argument = type == int.class
                        ? (Object) Integer.valueOf(value)
                        : type == boolean.class ? (Object) Boolean.valueOf(value) : value;
                method.invoke(pool, argument);
            }
        }
    }

    private PGSimpleDataSource pool() {
        return pools("payara-micro/pre-boot.txt").get("credits");
    }

    /** The reason in the log of a start and in its failure. */
    private AbstractStringAssert<?> assertThatTheStartSays() {
        return assertThat(catchThrowableOfType(
                                DatabaseFailure.class, () -> new DatabaseWait(pool(), Duration.ofMillis(1)).await())
                        .getCause()
                        .getMessage())
                .startsWith("The database did not answer within credits.db.start.wait.seconds, which is 0: ");
    }

    @Test
    void everyPoolOfBothServersIsEncryptedAndVerified() {
        for (String file : List.of("payara-micro/pre-boot.txt", "payara-server/credits.asadmin")) {
            Map<String, PGSimpleDataSource> pools = pools(file);
            assertThat(pools).containsOnlyKeys("credits", "ledger", "webhooks", "batch");
            pools.forEach((name, pool) -> {
                assertThat(pool.getSslMode()).as(file + " " + name).isEqualTo("verify-full");
                assertThat(pool.getSslRootCert())
                        .isEqualTo(TLS.rootCertificate().toString());
                assertThat(version(pool)).as(file + " " + name).startsWith("TLSv1.");
            });
        }
    }

    private static String version(PGSimpleDataSource pool) {
        return Sql.on(pool)
                .first("SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()", row -> row.getString("version"))
                .orElseThrow();
    }

    @Test
    void refusesAServerWhoseCertificateAnotherAuthorityHasSigned() {
        set("SSL_ROOT_CERT_FILE", TLS.foreignCertificate());

        assertThatTheStartSays()
                .contains(
                        "TLS with it fails (credits.db.ssl): unable to find valid certification path to requested target");
    }

    @Test
    void refusesAServerOfAnotherNameUnlessOnlyTheAuthorityCounts() {
        set("URL", DATABASE.url());
        assertThatTheStartSays().contains("127.0.0.1", "could not be verified by hostnameverifier");

        set("SSL_MODE", "verify-ca");
        assertThat(version(pool())).startsWith("TLSv1.");
    }

    @Test
    void refusesToVerifyWithoutTheCertificateOfTheAuthority() {
        set("SSL_ROOT_CERT_FILE", "");

        assertThatTheStartSays()
                .contains("TLS with it fails (credits.db.ssl): Could not open SSL root certificate file");
    }

    @Test
    void refusesAPlainServerIfItIsToBeEncrypted() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            CompletableFuture<Void> refusing = CompletableFuture.runAsync(() -> answerWithNo(plain));
            set("URL", "jdbc:postgresql://localhost:" + plain.getLocalPort() + "/credits");

            assertThatTheStartSays().contains("The server does not support SSL");
            refusing.join();
        }
    }

    private static void answerWithNo(ServerSocket plain) {
        try (Socket client = plain.accept()) {
            assertThat(client.getInputStream().readNBytes(8)).hasSize(8); // PostgreSQL's request for TLS
            client.getOutputStream().write('N');
            client.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isRefusedInPlainByAServerThatWantsTls() {
        certified();
        set("SSL_MODE", "disable");

        assertThatTheStartSays().contains("pg_hba.conf", "no encryption");
    }

    @Test
    void showsItsOwnCertificateIfTheServerAsksForOne() {
        certified();
        assertThatTheStartSays().contains("connection requires a valid client certificate");

        set("SSL_KEY_FILE", TLS.clientKey());
        set("SSL_KEY_PASSWORD", TLS.password());
        assertThat(Sql.on(pool())
                        .first(
                                "SELECT client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
                                row -> row.getString("client_dn")))
                .contains("/CN=" + ScratchTls.CERTIFIED);
    }
}
