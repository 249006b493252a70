package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.time.DailyTime;
import com.wevion.credits.trail.Author;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs: once for a key, one at a time, and taken over from a server that died by one other server. */
class RunsTest {
    private static final Instant NIGHT = Instant.parse("2026-01-01T03:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final AllTerms TERMS = new AllTerms(InvoiceBook.USUAL, Map.of());

    private ScratchDatabase database;
    private HikariDataSource pool;

    @BeforeEach
    void open() {
        database = ScratchDatabase.migrated();
        pool = database.pool();
    }

    @AfterEach
    void close() {
        pool.close();
        database.drop();
    }

    private Runs at(Instant now) {
        return new Runs(pool, Clock.fixed(now, ZoneOffset.UTC), LEASE, 3);
    }

    private static NewRun nightly(String key) {
        return NewRun.nightly(InvoiceBook.OCTOBER, key);
    }

    @Test
    void twoServersThatStartTheRunOfANightRecordItOnce() throws InterruptedException {
        Runs runs = at(NIGHT);

        var answers = Crowd.of(8, number -> runs.record(nightly("nightly-2026-01-01"), 1, TERMS, Author.PLATFORM));

        assertThat(answers).allMatch(answer -> answer.thrown() == null);
        assertThat(answers.stream().map(answer -> answer.value().run().id()))
                .containsOnly(answers.get(0).value().run().id());
        assertThat(answers.stream().filter(answer -> !answer.value().replayed()))
                .hasSize(1);
    }

    @Test
    void anotherRunWaitsForTheEndOfTheFirst() {
        Runs runs = at(NIGHT);
        UUID first =
                runs.record(nightly("first"), 1, TERMS, Author.PLATFORM).run().id();

        assertThatThrownBy(() -> runs.record(nightly("second"), 1, TERMS, Author.PLATFORM))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining(first.toString());

        assertThat(runs.has("second")).isFalse();
    }

    @Test
    void oneKeyIsOneRequest() {
        Runs runs = at(NIGHT);
        runs.record(nightly("key"), 1, TERMS, Author.PLATFORM);

        assertThatThrownBy(() -> runs.record(
                        new NewRun(RunTrigger.OPERATOR, "ACME", InvoiceBook.OCTOBER, null, "key"),
                        1,
                        TERMS,
                        Author.PLATFORM))
                .isInstanceOf(IdempotencyKeyReused.class);
    }

    @Test
    void aRunWhoseServerIsSilentIsTakenOverByOneOther() throws InterruptedException {
        UUID id = at(NIGHT)
                .record(nightly("key"), 1, TERMS, Author.PLATFORM)
                .run()
                .id();
        assertThat(at(NIGHT.plusSeconds(30)).takeOver()).isEmpty();

        var takers = Crowd.of(8, number -> at(NIGHT.plusSeconds(31)).takeOver());

        assertThat(takers).allMatch(taker -> taker.thrown() == null);
        assertThat(takers.stream().map(Crowd.Result::value).flatMap(Optional::stream))
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.id()).isEqualTo(id);
                    assertThat(run.starts()).isEqualTo(2);
                });
    }

    @Test
    void aRunThatGivesASignOfLifeIsLeftAlone() {
        UUID id = at(NIGHT)
                .record(nightly("key"), 1, TERMS, Author.PLATFORM)
                .run()
                .id();
        at(NIGHT.plusSeconds(20)).alive(java.util.List.of(id));

        assertThat(at(NIGHT.plusSeconds(40)).takeOver()).isEmpty();
        assertThat(at(NIGHT.plusSeconds(51)).takeOver()).isPresent();
    }

    @Test
    void aRunThatFailsTooOftenHasFailedAndMakesRoomForAnother() {
        UUID id = at(NIGHT)
                .record(nightly("key"), 1, TERMS, Author.PLATFORM)
                .run()
                .id();
        for (int takeOver = 0; takeOver < 2; takeOver++) {
            at(NIGHT).notStarted(id);
            assertThat(at(NIGHT).takeOver()).isPresent();
            at(NIGHT).giveUp();
            assertThat(at(NIGHT).find(id).status()).isEqualTo(RunStatus.RUNNING);
        }
        at(NIGHT).notStarted(id);

        assertThat(at(NIGHT).takeOver()).isEmpty();
        at(NIGHT).giveUp();

        Run failed = at(NIGHT).find(id);
        assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
        assertThat(failed.problem()).isEqualTo("Its job failed 3 times; the log of the server says why");
        assertThat(at(NIGHT).record(nightly("next"), 1, TERMS, Author.PLATFORM).replayed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T02:59:59Z, 2025-12-31",
        "2026-01-01T03:00:00Z, 2026-01-01",
        "2024-02-29T23:59:59Z, 2024-02-29",
        "2024-03-01T00:00:00Z, 2024-02-29"
    })
    void aNightBeginsAtItsTime(String now, LocalDate night) {
        assertThat(DailyTime.due(Clock.fixed(Instant.parse(now), ZoneOffset.UTC), LocalTime.of(3, 0)))
                .isEqualTo(night);
    }
}
