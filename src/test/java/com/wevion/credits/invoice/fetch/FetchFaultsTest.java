package com.wevion.credits.invoice.fetch;

import static com.wevion.credits.dev.costs.SimulatedCosts.openAi;
import static com.wevion.credits.invoice.fetch.FetchBook.YESTERDAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.dev.Ports;
import com.wevion.credits.dev.costs.CostsFault;
import com.wevion.credits.dev.costs.SimulatedCosts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The faults of the APIs: each has its own reason, nothing of the attempt counts, and a later one goes well. */
class FetchFaultsTest {
    private final FetchBook book = new FetchBook();

    FetchFaultsTest() {
        book.costs.plant(SimulatedCosts.OPENAI, YESTERDAY, openAi("gpt-4o, input", "1"));
    }

    @AfterEach
    void close() {
        book.close();
    }

    /** Of the second of three pages. */
    private FetchView lookWith(CostsFault fault) {
        book.costs.plant((request, usual) -> usual);
        book.costs.plant(fault);
        return look();
    }

    private FetchView look() {
        FetchView view = book.look(CostApi.OPENAI);
        assertThat(book.book.number("SELECT count(*) FROM invoice_import")).isZero();
        return view;
    }

    private void goesWellAfter(long seconds) {
        book.costs.heal();
        int before = book.costs.requests().size();
        book.book.clock.advance(Duration.ofSeconds(seconds - 1));
        book.look(CostApi.OPENAI);
        assertThat(book.costs.requests()).hasSize(before);
        book.book.clock.advance(Duration.ofSeconds(1));
        FetchView view = book.look(CostApi.OPENAI);
        assertThat(view.problem()).isNull();
        assertThat(view.detail()).isNull();
        assertThat(view.failures()).isZero();
        assertThat(book.counting()).hasSize(1).containsEntry("2026-10-31", 1_000_000_000L);
    }

    @ParameterizedTest
    @EnumSource(CostApi.class)
    void aWrongOrRevokedKey(CostApi api) {
        book.key = "sk-revoked";
        FetchView view = book.look(api);
        assertThat(view.problem()).isEqualTo(FetchProblem.KEY_REFUSED);
        assertThat(view.detail())
                .contains("(401)", "wrong or revoked", api.keySetting())
                .doesNotContain("sk-revoked");
    }

    @ParameterizedTest
    @EnumSource(CostApi.class)
    void aKeyWithoutTheScope(CostApi api) {
        book.key = SimulatedCosts.KEY_WITHOUT_SCOPE;
        FetchView view = book.look(api);
        assertThat(view.problem()).isEqualTo(FetchProblem.SCOPE_MISSING);
        assertThat(view.detail()).contains("(403)", "admin key");
    }

    @Test
    void aKeyThatCannotBeSentIsNotTold() {
        book.key = "sk-secret\nline";
        FetchView view = look();
        assertThat(view.problem()).isEqualTo(FetchProblem.KEY_REFUSED);
        assertThat(view.detail()).doesNotContain("sk-secret");
        assertThat(book.costs.requests()).isEmpty();
    }

    @Test
    void tooManyRequestsForAnHour() {
        FetchView view = lookWith((request, usual) -> usual.with(429, Map.of("Retry-After", "3600")));
        assertThat(view.problem()).isEqualTo(FetchProblem.RATE_LIMITED);
        assertThat(view.detail()).contains("(429)", "3600 s");
        goesWellAfter(3_600);
    }

    @Test
    void tooManyRequestsUntilATimeOfDay() {
        FetchView view =
                lookWith((request, usual) -> usual.with(429, Map.of("Retry-After", "Sun, 01 Nov 2026 00:10:00 GMT")));
        assertThat(view.nextTryAt()).isEqualTo(Instant.parse("2026-11-01T00:10:00Z"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 529})
    void aProviderThatFails(int status) {
        FetchView view = lookWith((request, usual) -> usual.with(status, Map.of()));
        assertThat(view.problem()).isEqualTo(FetchProblem.PROVIDER_FAILED);
        assertThat(view.detail()).contains("" + status);
        goesWellAfter(60);
    }

    @Test
    void aProviderThatIsDownAllNightIsTriedLessAndLessOftenUpToEachHour() {
        String nobody = "http://127.0.0.1:" + Ports.anyFree();
        long seconds = 0;
        for (int failures = 1; failures <= 9; failures++) {
            FetchView view = book.look(CostApi.OPENAI, nobody);
            assertThat(view.problem()).isEqualTo(FetchProblem.NO_ANSWER);
            assertThat(view.failures()).isEqualTo(failures);
            seconds = Duration.between(book.book.clock.instant(), view.nextTryAt())
                    .toSeconds();
            assertThat(seconds).isEqualTo(Math.min(60L << (failures - 1), 3_600));
            book.book.clock.set(view.nextTryAt());
        }
        assertThat(seconds).isEqualTo(3_600);
        assertThat(book.states(CostApi.OPENAI).notFetched(null, YESTERDAY.minusDays(1), FetchBook.TODAY))
                .singleElement()
                .satisfies(missing -> {
                    assertThat(missing.days()).containsExactly("2026-10-30", "2026-10-31");
                    assertThat(missing.problem()).contains("OpenAI gives no whole answer");
                    assertThat(missing.succeededAt()).isNull();
                });
        assertThat(book.states(CostApi.OPENAI).notFetched("ANTHROPIC", YESTERDAY, FetchBook.TODAY))
                .isEmpty();
        assertThat(book.states(CostApi.OPENAI).arePending()).isFalse();
        goesWellAfter(0);
    }

    @Test
    void aConnectionThatBreaksOff() {
        for (int attempt = 0; attempt < 10; attempt++) { // the client repeats what was not answered at all
            book.costs.plant((request, usual) -> null);
        }
        assertThat(look().problem()).isEqualTo(FetchProblem.NO_ANSWER);
        goesWellAfter(60);
    }

    @Test
    void anAnswerThatDoesNotCome() {
        CountDownLatch over = new CountDownLatch(1);
        FetchView view = lookWith((request, usual) -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return usual;
        });
        over.countDown();
        assertThat(view.problem()).isEqualTo(FetchProblem.NO_ANSWER);
        assertThat(view.detail()).contains("has not answered in full within 2000 ms");
        goesWellAfter(60);
    }

    @Test
    void anAnswerThatIsTooLong() {
        FetchView view = lookWith((request, usual) -> {
            usual.page().put("filler", "x".repeat(100_000));
            return usual;
        });
        assertThat(view.problem()).isEqualTo(FetchProblem.NO_ANSWER);
        assertThat(view.detail()).contains("More than 100000 bytes");
    }

    @Test
    void aCursorThatLoops() {
        CostsFault again = (request, usual) -> {
            usual.page()
                    .put("has_more", true)
                    .put("next_page", "MjAyNi0xMC0zMQ==")
                    .putArray("data");
            return usual;
        };
        book.costs.plant(again);
        book.costs.plant(again);
        assertThat(look().problem()).isEqualTo(FetchProblem.CURSOR_REPEATED);
        assertThat(book.costs.requests()).hasSize(2);
        goesWellAfter(60);
    }

    @Test
    void aPageThatRepeats() {
        FetchView view = lookWith((request, usual) -> {
            usual.page()
                    .withArray("data")
                    .forEach(bucket -> ((ObjectNode) bucket)
                            .put("start_time", bucket.path("start_time").asLong() - 4 * 86_400)
                            .put("end_time", bucket.path("end_time").asLong() - 4 * 86_400));
            return usual;
        });
        assertThat(view.problem()).isEqualTo(FetchProblem.DAY_REPEATED);
        assertThat(view.detail()).contains("2026-10-22");
        goesWellAfter(60);
    }

    @Test
    void pagesWithoutEnd() {
        for (int page = 0; page < 6; page++) {
            String cursor = "page " + page;
            book.costs.plant((request, usual) -> {
                usual.page().put("has_more", true).put("next_page", cursor).putArray("data");
                return usual.with(200, Map.of());
            });
        }
        FetchView view = look();
        assertThat(view.problem()).isEqualTo(FetchProblem.TOO_MANY_PAGES);
        assertThat(book.costs.requests()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "has_more", "next_page"})
    void aPageWithoutAField(String field) {
        FetchView view = lookWith((request, usual) -> {
            usual.page().remove(field);
            return usual;
        });
        assertThat(view.problem()).isEqualTo(FetchProblem.UNREADABLE);
        goesWellAfter(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start_time", "end_time", "results"})
    void aBucketWithoutAField(String field) {
        FetchView view = lookWith((request, usual) -> {
            ((ObjectNode) usual.page().path("data").get(0)).put(field, "soon");
            return usual;
        });
        assertThat(view.problem()).isEqualTo(FetchProblem.UNREADABLE);
    }
}
