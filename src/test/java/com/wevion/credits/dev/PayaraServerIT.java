package com.wevion.credits.dev;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The handbook's way to the full Payara Server, walked: unpacked, set up, started with the application, used, stopped, started anew. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@WithServersOfItsOwn
class PayaraServerIT {
    private static final Path FOLDER = Path.of("target/it/payara-server");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /**
     * The beginning of an entry of Payara's log, up to its level: [time] [product] [level] [id] [logger] …, and the message in further
     * lines.
     */
    private static final Pattern ENTRY = Pattern.compile("(?m)^\\[[-0-9T:.+]+] \\[[^]]*] \\[(?=[A-Z]+])");
    /** The harmless warnings, as docs/deployment.md explains them. */
    private static final List<String> EXPLAINED = List.of(
            "[com.wevion.credits.identity.IdentityAtStart]",
            "Failed to find MBean Server", // the database mapping, of monitoring that nothing here uses
            "Unprocessed event"); // the set-up, of what counts from the next start on

    private LocalService service;
    private PayaraServer server;
    private TestTeam team;

    @BeforeAll
    void installs() {
        DataFolder.delete(FOLDER.toAbsolutePath());
        service = LocalService.prepareOnPayaraServer(TestSettings.in(
                FOLDER,
                Map.of(
                        "credits.engines.delay.millis", "100",
                        "credits.start.timeout.seconds", "600")));
        server = (PayaraServer) service.server();
        service.start();
    }

    @Test
    @Order(1)
    void doesWhatTheFiveMinutesWithCurlDo() {
        team = TestTeam.withCredits(service, "5000");
        Chat.charged(team.owner(), team, 2_000, 1_000);
        jobSucceeds();
        assertThat(team.balance("credits.balance")).isEqualTo("4937");
        assertThat(team.balance("creative.accrued")).isEqualTo("0.7");
    }

    private void jobSucceeds() {
        Api.Answer job = ok(team.owner()
                .post(team.path("/jobs"), Map.of("service", "VIDEO", "engine", "KLING_2_6", "seconds", 10)));
        await().atMost(PATIENCE)
                .until(() -> ok(team.owner().get(team.path("/jobs/" + job.text("jobId"))))
                        .text("status")
                        .equals("SUCCEEDED"));
    }

    @Test
    @Order(2)
    void allListenersAreOfThisMachineOnlyUnlessToldOtherwise() throws IOException {
        assertThat(listening(server.pid())).isNotEmpty().allMatch(PayaraServerIT::isLoopback);
    }

    /** Local addresses of the process's listening sockets, in hexadecimal, as Linux has them. */
    private static List<String> listening(long pid) throws IOException {
        Set<String> own;
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            own = files.map(PayaraServerIT::target).collect(Collectors.toSet());
        }
        return Stream.concat(
                        Files.readAllLines(Path.of("/proc/net/tcp")).stream(),
                        Files.readAllLines(Path.of("/proc/net/tcp6")).stream())
                .map(line -> line.trim().split(" +"))
                .filter(fields -> fields[3].equals("0A") && own.contains("socket:[" + fields[9] + "]"))
                .map(fields -> fields[1])
                .toList();
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return ""; // closed in the meantime
        }
    }

    private static boolean isLoopback(String address) {
        return Stream.of("0100007F:", "0000000000000000FFFF00000100007F:", "00000000000000000000000001000000:")
                .anyMatch(address::startsWith);
    }

    @Test
    @Order(3)
    void bothListenersHaveTheSameLimitsAndHeaders() throws Exception {
        for (String address : addresses()) {
            HttpURLConnection answer = send(address, "GET", 0);
            assertThat(answer.getResponseCode()).as(address).isEqualTo(401);
            assertThat(answer.getHeaderField("Server")).as(address).isNull();
            assertThat(answer.getHeaderField("X-Powered-By")).as(address).isNull();
            assertThat(send(address, "TRACE", 0).getResponseCode()).as(address).isGreaterThanOrEqualTo(400);
            assertThat(send(address, "GET", 12_000).getResponseCode())
                    .as(address)
                    .isEqualTo(401);
            assertThat(send(address, "GET", 17_000).getResponseCode())
                    .as(address)
                    .isGreaterThanOrEqualTo(400)
                    .isNotEqualTo(401);
        }
    }

    private List<String> addresses() {
        return List.of(service.baseUrl(), "https://127.0.0.1:" + server.httpsPort());
    }

    private HttpURLConnection send(String address, String method, int headerBytes) throws Exception {
        HttpURLConnection request =
                (HttpURLConnection) URI.create(address + "/api/v1/me").toURL().openConnection();
        if (request instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(server.trusting().getSocketFactory());
            secure.setHostnameVerifier((host, session) -> true); // the domain's own certificate names the machine
        }
        request.setRequestMethod(method);
        request.setReadTimeout(10_000);
        request.setRequestProperty("X-Long", "x".repeat(headerBytes));
        return request;
    }

    @Test
    @Order(4)
    void probesAndMetricsAreTheApplicationsOwnAtBothPorts() throws Exception {
        for (String address : List.of(service.managementUrl(), service.baseUrl())) {
            assertThat(body(address + "/health/ready"))
                    .as(address)
                    .contains("{\"name\":\"stopping\",\"status\":\"UP\"}", "\"name\":\"broker\"");
            assertThat(body(address + "/metrics"))
                    .as(address)
                    .containsPattern("credits_pool_connections_free\\{pool=\"credits\"} \\d")
                    .containsPattern("credits_pool_connections_used\\{pool=\"jms/credits-pool\"} \\d")
                    .doesNotContainPattern("credits_pool_connections\\S+ NaN");
        }
    }

    private static String body(String address) throws IOException {
        try (InputStream body = URI.create(address).toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    @Order(5)
    void aServerThatStopsAndStartsGivesNoAnswerButTheApplications() {
        Set<String> stopping = ConcurrentHashMap.newKeySet();
        Set<String> starting = ConcurrentHashMap.newKeySet();
        asking(stopping, server::close);
        asking(starting, service::restartServer);

        assertThat(stopping).contains("401").isSubsetOf("401", "503", "ConnectException", "SocketException");
        assertThat(starting).contains("ConnectException").isSubsetOf("401", "ConnectException");
        jobSucceeds();
        assertThat(team.balance("credits.balance")).isEqualTo("4937");
        assertThat(team.balance("creative.accrued")).isEqualTo("1.4");
    }

    /** Asks both listeners all the time while something is done. */
    private void asking(Set<String> answers, Runnable task) {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
        addresses()
                .forEach(address -> threads.scheduleWithFixedDelay(
                        () -> answers.add(answer(address)), 0, 50, TimeUnit.MILLISECONDS));
        try {
            await().atMost(PATIENCE).until(() -> !answers.isEmpty());
            task.run();
        } finally {
            threads.shutdown();
            await().atMost(PATIENCE).until(threads::isTerminated);
        }
    }

    private String answer(String address) {
        try {
            return Integer.toString(send(address, "GET", 0).getResponseCode());
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }

    @Test
    @Order(6)
    void itsLogHasNothingSevereAndNoWarningThatIsNotExplained() throws IOException {
        List<String> entries =
                ENTRY.splitAsStream(Files.readString(server.log())).toList();
        assertThat(entries).hasSizeGreaterThan(100).noneMatch(entry -> entry.startsWith("SEVERE"));
        assertThat(entries)
                .filteredOn(entry -> entry.startsWith("WARNING"))
                .allMatch(entry -> EXPLAINED.stream().anyMatch(entry::contains));
    }

    @AfterAll
    void stopsWithoutALeftover() {
        long pid = server.pid();
        try {
            assertThat(LedgerChecks.violations(service.databaseUrl())).isEmpty();
        } finally {
            service.close();
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }
}
