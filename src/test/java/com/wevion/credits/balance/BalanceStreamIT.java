package com.wevion.credits.balance;

import static com.wevion.credits.dev.EventStream.asked;
import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.EventStream;
import com.wevion.credits.dev.EventStream.Event;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.ledger.Correction;
import com.wevion.credits.ledger.LocalLedger;
import com.wevion.credits.ledger.book.AccountKind;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The balance as a stream (S13). */
@WithService
class BalanceStreamIT {
    private final LocalService service;
    private final List<EventStream> opened = new ArrayList<>();

    BalanceStreamIT(LocalService service) {
        this.service = service;
    }

    @AfterEach
    void closeStreams() {
        opened.forEach(EventStream::close);
    }

    private EventStream listen(Api caller, TestTeam team) {
        return EventStream.of(service, caller, team).keptIn(opened);
    }

    @Test
    void tellsAtOnceWhatTheBalanceIs_S13() {
        TestTeam team = TestTeam.withCredits(service, "5000");

        EventStream stream = listen(team.member("VIEWER"), team);
        stream.awaitEvents(1);

        assertThat(stream.head().statusCode()).isEqualTo(200);
        assertThat(stream.head().headers().map())
                .containsEntry("Content-Type", List.of("text/event-stream"))
                .containsEntry("Cache-Control", List.of("no-store"))
                .containsEntry("X-Accel-Buffering", List.of("no"));
        Map<String, String> first = stream.events().get(0).fields();
        assertThat(first).containsEntry("event", "balance").containsEntry("retry", "2000");
        assertThat(first.get("id")).matches("[0-9a-f]{16}");
        assertThat(first).containsEntry("data", asked(team));
    }

    @Test
    void tellsEachChange_S13() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        EventStream stream = listen(team.owner(), team);
        stream.awaitData(asked(team));

        String message = ok(Chat.admit(team.owner(), team)).text("messageId");
        stream.awaitData(asked(team));
        ok(Chat.succeed(team.host(), team, message, 2_000, 1_000));
        stream.awaitData(asked(team));
        team.adjust("CREATIVE", "-5");
        stream.awaitData(asked(team));
        ok(team.owner()
                .patch(team.path("/settings"), Map.of("lowBalanceThreshold", "5000", "creativeSpendingLimit", "70")));
        stream.awaitData(asked(team));
        ok(team.owner().patch(team.path("/settings"), Map.of("creativeFunding", "CREDITS")));
        stream.awaitData(asked(team));

        assertThat(stream.events()).hasSize(6);
        assertThat(stream.events().stream().map(event -> event.fields().get("id")))
                .doesNotHaveDuplicates();
        assertThat(stream.events().stream().skip(1))
                .noneMatch(event -> event.fields().containsKey("retry"));
        assertThat(stream.events().get(4).data()).contains("\"status\":\"LOW\"");
    }

    @Test
    void tellsWhatWasBought_S1() {
        TestTeam team = TestTeam.paid(service);
        EventStream stream = listen(team.owner(), team);
        stream.awaitEvents(1);

        String address = ok(team.owner().post(team.path("/purchases"), Map.of("package", "STARTER")))
                .text("checkoutUrl");
        service.stripe().pay(address.substring(address.lastIndexOf('/') + 1).replaceFirst("[?#].*", ""));

        stream.awaitEvents(2);
        assertThat(stream.events().get(1).data()).contains("\"available\":\"5000\"");
    }

    /** A ledger in this process is as good as another server: the service learns of it by the database alone. */
    @Test
    void tellsWhatAnotherServerChanges_S13() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        EventStream stream = listen(team.owner(), team);
        stream.awaitEvents(1);
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(service.databaseUrl());
        try (HikariDataSource connections = new HikariDataSource(pool);
                LocalLedger other = new LocalLedger(connections)) {
            long account = other.accounts().idOf(team.id(), AccountKind.CREDITS);
            other.ledger().post(Correction.of(team.id(), account, -1_000_000));
        }

        stream.awaitEvents(2);

        assertThat(stream.events().get(1).data()).contains("\"balance\":\"4999\"");
        stream.awaitData(asked(team));
    }

    @Test
    void tellsTheLastStateHoweverQuicklyTheyFollowEachOther() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        EventStream stream = listen(team.owner(), team);

        for (int i = 0; i < 50; i++) {
            team.adjust("CREDITS", "1");
        }

        stream.awaitData(asked(team));
        List<String> told = stream.events().stream().map(Event::data).toList();
        assertThat(told).doesNotHaveDuplicates();
        assertThat(told.get(told.size() - 1)).contains("\"balance\":\"5050\"");
    }

    @Tag("long")
    @Test
    void tellsFiftyTeamsByTwoHundredStreams() {
        List<TestTeam> teams = new ArrayList<>();
        List<EventStream> streams = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            TestTeam team = TestTeam.withCredits(service, "1000");
            teams.add(team);
            for (int j = 0; j < 4; j++) {
                streams.add(listen(team.owner(), team));
            }
        }
        streams.forEach(stream -> stream.awaitEvents(1));

        teams.forEach(team -> team.adjust("CREDITS", "1"));

        List<String> asked = teams.stream().map(EventStream::asked).toList();
        for (int i = 0; i < streams.size(); i++) {
            streams.get(i).awaitData(asked.get(i / 4));
            assertThat(streams.get(i).events()).hasSize(2);
        }
        assertThat(new HashSet<>(asked)).hasSize(50);
    }
}
