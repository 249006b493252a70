package com.wevion.credits.balance;

import static com.wevion.credits.dev.EventStream.asked;
import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.EventStream;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.identity.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The permission to listen to a balance, and its end (S3, D12). */
@WithService
class BalanceStreamAccessIT {
    private static final String SESSION = "/api/v1/session";

    /** One of the people of the embedded default. */
    private static final UUID BEN = UUID.fromString("01900000-0000-7000-8000-000000000011");

    /** The time for a check of all streams, and for its effect to arrive. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final LocalService service;
    private final List<EventStream> opened = new ArrayList<>();

    BalanceStreamAccessIT(LocalService service) {
        this.service = service;
    }

    @AfterEach
    void everybodyGoes() {
        opened.forEach(EventStream::close);
    }

    private EventStream listen(Api caller, TestTeam team) {
        return EventStream.of(service, caller, team).keptIn(opened);
    }

    @Test
    void endsWhenTheTokenIsNotAcceptedAnyMore() {
        TestTeam team = TestTeam.paid(service);
        long skew = 30; // seconds, which the development issuer's clock may be off
        Instant until = Instant.now().plusSeconds(5);
        String token = Tokens.of(service, team.owner().userId())
                .with("iat", until.getEpochSecond() - skew - 600)
                .with("exp", until.getEpochSecond() - skew)
                .signed();

        EventStream stream = listen(Api.withToken(service, token), team);
        stream.awaitEvents(1);
        stream.awaitEnd();

        assertThat(stream.endedCleanly()).isTrue();
        assertThat(Instant.now()).isAfterOrEqualTo(Instant.ofEpochSecond(until.getEpochSecond()));
        assertThat(listen(Api.withToken(service, token), team).head().statusCode())
                .isEqualTo(401);
    }

    @Test
    void endsForThoseWhoLeaveTheTeamAndGoesOnForTheOthers_S3() {
        TestTeam team = TestTeam.withCredits(service, "10");
        Api leaver = team.member("VIEWER");
        EventStream left = listen(leaver, team);
        List<EventStream> others = List.of(
                listen(team.owner(), team), listen(Api.host(service), team), listen(Api.superAdmin(service), team));
        left.awaitEvents(1);

        ok(Api.host(service).delete(team.path("/members/" + leaver.userId())));

        left.awaitEnd();
        assertThat(left.endedCleanly()).isTrue();
        team.adjust("CREDITS", "1");
        others.forEach(stream -> stream.awaitData(asked(team)));
        assertThat(listen(leaver, team).head().statusCode()).isEqualTo(404);
    }

    @Test
    void endsWithTheSessionOfThePageThatListens() {
        TestTeam team = TestTeam.paid(service);
        Api byItself = team.join(BEN, "Ben Buyer", "MEDIA_BUYER", Map.of());
        Api.Answer here = signIn();
        EventStream stream = listen(Api.withToken(service, here.text("token")), team);
        List<EventStream> others =
                List.of(listen(Api.withToken(service, signIn().text("token")), team), listen(byItself, team));
        stream.awaitEvents(1);
        others.forEach(other -> other.awaitEvents(1));

        ok(Api.nobody(service).send("DELETE", SESSION, null, "Cookie", cookie(here)));

        Instant signedOut = Instant.now();
        stream.awaitEnd();
        Duration cached = Duration.ofSeconds(service.settings().number("credits.team.cache.seconds"));
        assertThat(stream.endedCleanly()).isTrue();
        assertThat(Duration.between(signedOut, Instant.now())).isLessThan(cached.plus(LOOK));
        assertThat(listen(Api.withToken(service, here.text("token")), team)
                        .head()
                        .statusCode())
                .isEqualTo(401);
        assertThat(others).noneMatch(EventStream::hasEnded);
    }

    private Api.Answer signIn() {
        return ok(Api.nobody(service).send("POST", SESSION, Map.of("userId", BEN)));
    }

    private static String cookie(Api.Answer answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    @Test
    void answersRefusalsAsProblemsBeforeItBegins() {
        TestTeam team = TestTeam.paid(service);
        String path = team.path("/balance/stream");
        Api stranger = Api.person(service, UUID.randomUUID());

        assertProblem(EventStream.of(service, Api.nobody(service), team), 401, "unauthenticated");
        assertProblem(EventStream.of(service, stranger, team), 404, "not-found");
        String nowhere = "/teams/" + UUID.randomUUID() + "/balance/stream";
        assertProblem(EventStream.of(service, Api.host(service), nowhere, "text/event-stream"), 404, "not-found");
        assertProblem(EventStream.of(service, team.owner(), path, "application/json"), 406, "not-acceptable");
    }

    private static void assertProblem(EventStream stream, int status, String name) {
        assertThat(stream.head().statusCode()).as(name).isEqualTo(status);
        assertThat(stream.head().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(stream.body()).contains("urn:credits:problem:" + name);
    }

    @Test
    void endsTheOldestStreamOfAPersonWhoBeginsMoreThanTen() {
        TestTeam team = TestTeam.paid(service);
        List<EventStream> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add(listen(team.owner(), team));
            ten.get(i).awaitEvents(1);
        }

        listen(team.member("VIEWER"), team).awaitEvents(1);
        assertThat(ten).noneMatch(EventStream::hasEnded);

        listen(team.owner(), team).awaitEvents(1);
        ten.get(0).awaitEnd();
        assertThat(ten.subList(1, 10)).noneMatch(EventStream::hasEnded);
    }
}
