package com.wevion.credits.invoice.fetch;

import static com.wevion.credits.dev.costs.SimulatedCosts.anthropic;
import static com.wevion.credits.dev.costs.SimulatedCosts.openAi;
import static com.wevion.credits.invoice.fetch.FetchBook.TODAY;
import static com.wevion.credits.invoice.fetch.FetchBook.YESTERDAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.costs.SimulatedCosts;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Costs fetched day by day, from stand-ins that answer in the shapes which {@link CostApi} refers to. */
class CostFetchTest {
    private final FetchBook book = new FetchBook();

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void importsEachDayOfOpenAiOnItsOwn() {
        book.costs.plant(
                SimulatedCosts.OPENAI, YESTERDAY, openAi("gpt-4o, input", "1.5"), openAi("gpt-4o, output", "0.25"));
        book.costs.plant(SimulatedCosts.OPENAI, YESTERDAY.minusDays(9), openAi("gpt-4o, input", "2"));
        FetchView view = book.look(CostApi.OPENAI);
        assertThat(book.counting())
                .hasSize(2)
                .containsEntry("2026-10-22", 2_000_000_000L)
                .containsEntry("2026-10-31", 1_750_000_000L);
        assertThat(view.problem()).isNull();
        assertThat(view.lastDay()).isEqualTo("2026-10-31");
        assertThat(view.missingDays()).isEmpty();
        assertThat(view.succeededAt()).isEqualTo(book.book.clock.instant());
        assertThat(view.nextTryAt()).isEqualTo(Instant.parse("2026-11-01T01:00:00Z"));
        // Ten days by four a page, by the cursors of the pages before.
        assertThat(book.costs.requests())
                .hasSize(3)
                .allMatch(request -> request.query().get("group_by[]").equals("line_item,project_id"));
        assertThat(book.book.number("SELECT count(*) FROM invoice_import WHERE source = 'API' AND provider = 'OPENAI'"))
                .isEqualTo(10);
    }

    @Test
    void readsCentsOfAnthropic() {
        book.costs.plant(
                SimulatedCosts.ANTHROPIC, YESTERDAY, anthropic("claude-sonnet-4-20250514", "output_tokens", "123.45"));
        assertThat(book.look(CostApi.ANTHROPIC).problem()).isNull();
        assertThat(book.counting()).hasSize(1).containsEntry("2026-10-31", 1_234_500_000L);
    }

    @Test
    void asksOnlyForTheLastDaysOnceTheOthersAreThere() {
        book.look(CostApi.OPENAI);
        assertThat(book.look(CostApi.OPENAI).failures()).isZero();
        assertThat(book.costs.requests()).hasSize(3);
        book.lookTheNextNight(CostApi.OPENAI);
        assertThat(book.costs.requests()).hasSize(4);
        assertThat(book.costs.requests().get(3).query())
                .containsEntry(
                        "start_time",
                        "" + CostApi.midnight(YESTERDAY.minusDays(1)).getEpochSecond())
                .containsEntry(
                        "end_time", "" + CostApi.midnight(TODAY.plusDays(1)).getEpochSecond());
    }

    @Test
    void aDayThatCostsLessByNowTakesThePlaceOfWhatItCostAndTheSameAgainIsNoImport() {
        book.costs.plant(
                SimulatedCosts.OPENAI, YESTERDAY, openAi("gpt-4o, input", "1.5"), openAi("gpt-4o, output", "0.25"));
        book.look(CostApi.OPENAI);
        book.costs.plant(SimulatedCosts.OPENAI, YESTERDAY, openAi("gpt-4o, output", "0.2"));
        book.lookTheNextNight(CostApi.OPENAI);
        assertThat(book.counting()).hasSize(1).containsEntry("2026-10-31", 200_000_000L);
        assertThat(book.book.number("SELECT count(*) FROM invoice_import WHERE status = 'SUPERSEDED'"))
                .isEqualTo(1);
        long imports = book.book.number("SELECT count(*) FROM invoice_import");
        book.costs.plant(SimulatedCosts.OPENAI, YESTERDAY);
        book.lookTheNextNight(CostApi.OPENAI);
        assertThat(book.counting()).isEmpty();
        // The day that costs nothing by now, and the one that is new.
        assertThat(book.book.number("SELECT count(*) FROM invoice_import")).isEqualTo(imports + 2);
    }

    @Test
    void aProjectThatIsGoneAndTheOrderOfTheResultsRaiseNoQuestion() {
        String other = openAi("gpt-4o, input", "3").replace("proj_a", "proj_b");
        book.costs.plant(SimulatedCosts.OPENAI, YESTERDAY, openAi("gpt-4o, input", "1"), other);
        book.look(CostApi.OPENAI);
        long imports = book.book.number("SELECT count(*) FROM invoice_import");
        book.costs.plant(SimulatedCosts.OPENAI, YESTERDAY, other, openAi("gpt-4o, input", "1"));
        book.lookTheNextNight(CostApi.OPENAI);
        assertThat(book.book.number("SELECT count(*) FROM invoice_import")).isEqualTo(imports + 1);
        book.costs.plant(SimulatedCosts.OPENAI, YESTERDAY, other);
        FetchView view = book.lookTheNextNight(CostApi.OPENAI);
        assertThat(view.refusedDays()).isEmpty();
        assertThat(book.counting()).hasSize(1).containsEntry("2026-10-31", 3_000_000_000L);
    }

    @Test
    void amountsThatAreNumbersAreRefusedAndTheDayKeepsWhatItCost() {
        String cost = anthropic("claude-sonnet-4-20250514", "output_tokens", "100");
        book.costs.plant(SimulatedCosts.ANTHROPIC, YESTERDAY, cost);
        book.look(CostApi.ANTHROPIC);
        book.costs.plant(SimulatedCosts.ANTHROPIC, YESTERDAY, cost.replace("\"100\"", "1.00"));
        FetchView view = book.lookTheNextNight(CostApi.ANTHROPIC);
        assertThat(view.refusedDays()).containsExactly("2026-10-31");
        assertThat(book.counting()).hasSize(1).containsEntry("2026-10-31", 1_000_000_000L);
        assertThat(book.book.number("SELECT count(*) FROM unanswered_import")).isEqualTo(1);
        book.costs.plant(SimulatedCosts.ANTHROPIC, YESTERDAY, cost.replace("\"100\"", "\"90\""));
        assertThat(book.lookTheNextNight(CostApi.ANTHROPIC).refusedDays()).isEmpty();
        assertThat(book.counting()).hasSize(1).containsEntry("2026-10-31", 900_000_000L);
    }

    @Test
    void aRefusedDayIsRefusedAgainOnceANightHoweverOftenItIsFetched() {
        String cost = anthropic("claude-sonnet-4-20250514", "output_tokens", "100");
        book.book.clock.set(Instant.parse("2026-11-01T01:00:00Z"));
        book.costs.plant(SimulatedCosts.ANTHROPIC, YESTERDAY, cost.replace("\"100\"", "1.00"));
        book.costs.plant((request, usual) -> usual);
        book.costs.plant((request, usual) -> usual);
        book.costs.plant((request, usual) -> {
            usual.page().withArray("data").remove(0); // so that it is looked for within the hour
            return usual;
        });
        book.look(CostApi.ANTHROPIC);
        book.book.clock.advance(Duration.ofHours(1));
        book.look(CostApi.ANTHROPIC);
        assertThat(book.costs.requests()).hasSize(4);
        String refused = "SELECT count(*) FROM invoice_import WHERE status = 'REFUSED'";
        assertThat(book.book.number(refused)).isEqualTo(1);
        assertThat(book.lookTheNextNight(CostApi.ANTHROPIC).refusedDays()).containsExactly("2026-10-31");
        assertThat(book.book.number(refused)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(CostApi.class)
    void aDayWithoutABucketIsMissingAndNotFree(CostApi api) {
        book.costs.plant((request, usual) -> {
            usual.page().withArray("data").remove(1);
            return usual;
        });
        FetchView view = book.look(api);
        assertThat(view.problem()).isNull();
        assertThat(view.missingDays()).containsExactly("2026-10-23");
        assertThat(book.book.number("SELECT count(*) FROM invoice_scope WHERE first_day = '2026-10-23'"))
                .isZero();
        assertThat(book.states(api).notFetched(api.name(), YESTERDAY.minusDays(20), TODAY))
                .singleElement()
                .satisfies(missing -> {
                    assertThat(missing.days()).containsExactly("2026-10-23");
                    assertThat(missing.problem()).contains("has told nothing of these days");
                });
        assertThat(book.lookTheNextNight(api).missingDays()).isEmpty();
    }

    @Test
    void aLastDayThatIsMissingIsLookedForBeforeTheNextNight() {
        book.book.clock.set(Instant.parse("2026-11-01T01:00:00Z"));
        book.costs.plant((request, usual) -> usual);
        book.costs.plant((request, usual) -> usual);
        book.costs.plant((request, usual) -> {
            usual.page().withArray("data").remove(1);
            return usual;
        });
        FetchView view = book.look(CostApi.OPENAI);
        assertThat(view.missingDays()).containsExactly("2026-10-31");
        assertThat(view.nextTryAt()).isEqualTo(Instant.parse("2026-11-01T02:00:00Z"));
    }

    @Test
    void aServerThatWasKilledBetweenPagesLeavesNothingAndAnotherBeginsAnew() {
        book.costs.plant(SimulatedCosts.OPENAI, YESTERDAY, openAi("gpt-4o, input", "1"));
        // The killed one has the lease and has read a page.
        assertThat(book.states(CostApi.OPENAI).claim(CostApi.OPENAI)).isPresent();
        assertThat(book.look(CostApi.OPENAI).fetching()).isTrue();
        assertThat(book.costs.requests()).isEmpty();
        assertThat(book.states(CostApi.OPENAI).arePending()).isTrue();
        book.book.clock.advance(Duration.ofSeconds(121));
        FetchView view = book.look(CostApi.OPENAI);
        assertThat(view.fetching()).isFalse();
        assertThat(book.counting()).hasSize(1).containsEntry("2026-10-31", 1_000_000_000L);
        assertThat(book.states(CostApi.OPENAI).arePending()).isFalse();
    }

    @Test
    void aDayWhoseImportWasNotNotedAnymoreCountsOnce() {
        book.costs.plant(SimulatedCosts.OPENAI, YESTERDAY, openAi("gpt-4o, input", "1"));
        book.look(CostApi.OPENAI);
        book.costs.plant(SimulatedCosts.OPENAI, YESTERDAY, openAi("gpt-4o, input", "2"));
        String before =
                "UPDATE invoice_fetch_day o SET import_id = b.import_id, sha256 = b.sha256 FROM before b WHERE b.day = o.day";
        book.book.database.execute("CREATE TABLE before AS SELECT * FROM invoice_fetch_day");
        book.lookTheNextNight(CostApi.OPENAI);
        book.book.database.execute(before);
        assertThat(book.lookTheNextNight(CostApi.OPENAI).refusedDays()).isEmpty();
        assertThat(book.counting()).hasSize(1).containsEntry("2026-10-31", 2_000_000_000L);
    }

    @Test
    void ofSeveralServersOneFetches() {
        CompletableFuture<?>[] servers = IntStream.range(0, 4)
                .mapToObj(server -> CompletableFuture.runAsync(() -> book.look(CostApi.OPENAI)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(servers).join();
        assertThat(book.costs.requests()).hasSize(3);
    }

    @Test
    void aServerThatLostItsLeaseImportsNothingMore() {
        book.costs.plant(SimulatedCosts.OPENAI, YESTERDAY, openAi("gpt-4o, input", "1"));
        book.costs.plant((request, usual) -> {
            book.book.clock.advance(Duration.ofSeconds(121));
            assertThat(book.states(CostApi.OPENAI).claim(CostApi.OPENAI)).isPresent();
            return usual;
        });
        assertThat(book.look(CostApi.OPENAI).fetching()).isTrue();
        assertThat(book.counting()).isEmpty();
    }
}
