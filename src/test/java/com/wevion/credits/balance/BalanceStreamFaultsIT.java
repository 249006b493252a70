package com.wevion.credits.balance;

import static com.wevion.credits.dev.EventStream.asked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.EventStream;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithServersOfItsOwn;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Streams of a service of their own, with room for few: clients that do not read, a database that goes away. */
@WithServersOfItsOwn
@Tag("long")
class BalanceStreamFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST = 4;
    // What a client does not read fills megabytes of the systems' buffers before a write takes long; BalanceStreamTest
    // has
    // what comes then.
    private static final int CHANGES = 2_000;
    private static final Path FOLDER =
            Path.of("target/it/streams-" + ProcessHandle.current().pid());

    private static LocalService service;
    private final List<EventStream> opened = new ArrayList<>();

    @BeforeAll
    static void start() {
        service = LocalService.prepare(TestSettings.in(
                FOLDER,
                Map.of(
                        "credits.simulated.engines", "false",
                        "credits.balance.stream.max", Integer.toString(MOST),
                        "credits.balance.stream.poll.millis", "5",
                        "credits.balance.stream.write.seconds", "2",
                        "credits.balance.stream.heartbeat.seconds", "1")));
        service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
        DataFolder.delete(FOLDER.toAbsolutePath());
    }

    @AfterEach
    void everybodyGoes() {
        opened.forEach(EventStream::close);
    }

    private EventStream ask(TestTeam team) {
        return EventStream.of(service, Api.host(service), team).keptIn(opened);
    }

    private boolean hasRoom(TestTeam team) {
        return ask(team).head().statusCode() == 200;
    }

    /** Listens; waits for the room, as heartbeats find out that clients of earlier tests have gone. */
    private EventStream listen(TestTeam team) {
        await().atMost(PATIENCE).until(() -> hasRoom(team));
        EventStream stream = opened.get(opened.size() - 1);
        stream.awaitEvents(1);
        return stream;
    }

    @Test
    void refusesMoreStreamsThanTheServerMayHave() {
        TestTeam team = TestTeam.paid(service);
        for (int i = 0; i < MOST; i++) {
            listen(team);
        }

        EventStream refused = ask(team);

        assertThat(refused.head().statusCode()).isEqualTo(503);
        assertThat(refused.head().headers().firstValue("Retry-After")).contains("2");
        assertThat(refused.body()).contains("urn:credits:problem:unavailable");
    }

    @Test
    void sendsCommentsWhileNothingHappens() {
        EventStream stream = listen(TestTeam.paid(service));

        await().atMost(PATIENCE).until(() -> stream.comments().size() >= 3);

        assertThat(stream.events()).hasSize(1);
    }

    @Test
    void tellsWhatIsTrueWhenTheDatabaseIsBack() {
        TestTeam team = TestTeam.withCredits(service, "100");
        EventStream stream = listen(team);
        stream.awaitData(asked(team));
        service.killPostgres();
        try {
            int before = stream.comments().size();
            await().atMost(PATIENCE).until(() -> stream.comments().size() >= before + 3);
            EventStream refused = ask(team);
            assertThat(refused.head().statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("urn:credits:problem:unavailable");
        } finally {
            service.restartPostgres();
        }
        await().atMost(PATIENCE).until(service::ready);

        team.adjust("CREDITS", "1");

        stream.awaitData(asked(team));
        assertThat(stream.hasEnded()).isFalse();
    }

    @Test
    void tellsTheOthersWhileOneClientDoesNotRead() throws IOException, SQLException {
        TestTeam team = TestTeam.paid(service);
        List<EventStream> readers = List.of(listen(team), listen(team), listen(team));
        try (Socket stuck = await().atMost(PATIENCE).until(() -> askWithoutReading(team), Objects::nonNull);
                Connection database = DriverManager.getConnection(service.databaseUrl());
                PreparedStatement change =
                        database.prepareStatement("UPDATE team SET low_balance_threshold_micros = ? WHERE id = ?")) {
            assertThat(stuck.isConnected()).isTrue();
            assertThat(ask(team).head().statusCode()).isEqualTo(503);

            for (int i = 0; i < CHANGES; i++) {
                change.setLong(1, System.nanoTime());
                change.setObject(2, team.id());
                change.executeUpdate();
            }

            String now = asked(team);
            readers.forEach(stream -> stream.awaitData(now));
        }
    }

    /** Reads nothing but that the stream has begun; null while clients of earlier tests take the room. */
    private static Socket askWithoutReading(TestTeam team) throws IOException {
        URI base = URI.create(service.baseUrl());
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1_024);
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        String request = "GET /api/v1" + team.path("/balance/stream") + " HTTP/1.1\r\nHost: " + base.getAuthority()
                + "\r\nAuthorization: Bearer " + Api.host(service).token() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        byte[] begin = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        if (new String(begin, StandardCharsets.US_ASCII).equals("HTTP/1.1 200")) {
            return socket;
        }
        socket.close();
        return null;
    }
}
