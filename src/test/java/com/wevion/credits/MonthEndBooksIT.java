package com.wevion.credits;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.MonthEnd;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.Video;
import com.wevion.credits.dev.WithService;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A month and a year end on a running service: the checkpoints and the nightly audit of its books. */
@WithService(setsClock = true)
class MonthEndBooksIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration CHECKPOINT_TIME = Duration.ofMinutes(5);
    private static final Duration NIGHTLY_TIME = Duration.ofHours(3);
    private static final int NIGHTLY_DAYS = 35;

    private final LocalService service;
    private final Api admin;

    MonthEndBooksIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
    }

    private static List<JsonNode> items(Answer answer) {
        return StreamSupport.stream(ok(answer).json().path("items").spliterator(), false)
                .toList();
    }

    private List<JsonNode> checkpoints() {
        return items(admin.get("/ledger/checkpoints?limit=2"));
    }

    private JsonNode awaitCheckpoint(LocalDate day, Instant due) {
        JsonNode newest = await().atMost(PATIENCE)
                .until(
                        () -> checkpoints().get(0),
                        found -> found.path("day").asText().equals(day.toString()));
        assertThat(Instant.parse(newest.path("takenAt").asText())).isBetween(due, due.plusSeconds(60));
        return newest;
    }

    @ParameterizedTest
    @EnumSource
    void takesOneCheckpointADayAndOneForAllThatWereMissed_D16(MonthEnd.Which which) {
        MonthEnd end = MonthEnd.before(service, which);
        JsonNode last = awaitCheckpoint(end.oldDay(), end.midnight().minus(Duration.ofMinutes(5)));
        TestTeam.withCredits(service, "1");

        end.pass(CHECKPOINT_TIME);

        JsonNode first = awaitCheckpoint(end.newDay(), end.midnight().plus(CHECKPOINT_TIME));
        assertThat(first.path("previous")).isEqualTo(last.path("digest"));
        assertThat(first.path("entries").asLong())
                .isEqualTo(last.path("entries").asLong() + 1);

        TestTeam.withCredits(service, "1");
        end.pass(CHECKPOINT_TIME.plusDays(2));
        TestTeam.withCredits(service, "1");
        end.pass(CHECKPOINT_TIME.plusDays(5));

        awaitCheckpoint(end.newDay().plusDays(5), end.midnight().plus(CHECKPOINT_TIME.plusDays(5)));
    }

    private List<JsonNode> nightly(LocalDate since) {
        return items(admin.get("/reconciliation/runs?limit=50")).stream()
                .filter(run -> run.path("trigger").asText().equals("NIGHTLY"))
                .filter(run -> !LocalDate.parse(run.path("to").asText()).isBefore(since))
                .toList();
    }

    private void buys(TestTeam team) {
        String url = ok(team.owner().post(team.path("/purchases"), Map.of("package", "STARTER")))
                .text("checkoutUrl");
        service.stripe().pay(url.substring(url.lastIndexOf('/') + 1).replaceFirst("[?#].*", ""));
        await().atMost(PATIENCE).until(() -> team.balance("credits.balance"), "5000"::equals);
    }

    /** Once it has ended. */
    private JsonNode awaitNightly(LocalDate day) {
        return await().atMost(PATIENCE)
                .until(
                        () -> nightly(day),
                        runs -> !runs.isEmpty()
                                && runs.get(0).path("status").asText().equals("COMPLETED"))
                .get(0);
    }

    @ParameterizedTest
    @EnumSource
    void reconcilesEachNightOnceUpToTheDayBefore(MonthEnd.Which which) {
        MonthEnd end = MonthEnd.before(service, which);
        awaitNightly(end.oldDay());
        TestTeam team = TestTeam.paid(service);
        Video.charged(service, team.owner(), team);
        buys(team);
        LocalDate night = end.newDay();

        end.pass(NIGHTLY_TIME);
        JsonNode run = awaitNightly(night);
        end.pass(NIGHTLY_TIME.plusDays(1));
        awaitNightly(night.plusDays(1));

        assertThat(run.path("from").asText())
                .isEqualTo(night.minusDays(NIGHTLY_DAYS).toString());
        assertThat(nightly(end.oldDay()))
                .extracting(each -> each.path("to").asText())
                .containsExactly(
                        night.plusDays(1).toString(),
                        night.toString(),
                        end.oldDay().toString());
        JsonNode audit = ok(admin.get(
                        "/reconciliation/runs/" + run.path("runId").asText() + "/report"))
                .json()
                .path("audit");
        assertThat(audit.path("violations")).isEmpty();
        assertThat(audit.path("notCompared").isNull()).as(audit.toString()).isTrue();
        assertThat(audit.path("payments").asInt()).isPositive();
    }
}
