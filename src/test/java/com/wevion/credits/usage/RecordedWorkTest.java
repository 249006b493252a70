package com.wevion.credits.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.PartialUnits;
import com.wevion.credits.catalog.ProviderRate;
import com.wevion.credits.catalog.SeedCatalog;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.usage.UsageRecord.CostSource;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The usage record of a piece of work: its provider, its cost, and how a message's input and output share them. */
class RecordedWorkTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Told NOTHING = new Told(null, null, null, null, List.of());
    private static final UUID WORK = UUID.fromString("00000000-0000-4000-8000-00000000000a");

    @Test
    void takesTheCostThatTheWorkerTold() {
        UsageRecord image =
                only(images(3L, new Told("bfl", " req-1 ", "0.0123", null, List.of())), rate("BFL", "1", null));

        assertThat(image.costNanos()).isEqualTo(12_300_000);
        assertThat(image.source()).isEqualTo(CostSource.WORKER);
        assertThat(image.requestId()).isEqualTo("req-1");
        assertThat(image.quantity()).isEqualTo(3);
    }

    @Test
    void elseTakesTheProvidersRateOfTheCatalogue() {
        UsageRecord image = only(images(3L, NOTHING), rate("BFL", "20", null));

        assertThat(image.costNanos()).isEqualTo(60);
        assertThat(image.source()).isEqualTo(CostSource.CATALOG);
        assertThat(image.provider()).isEqualTo("BFL");
    }

    @Test
    void knowsNoCostAndNoProviderWhereNobodySays() {
        UsageRecord image = only(images(3L, NOTHING));

        assertThat(image.costNanos()).isNull();
        assertThat(image.source()).isNull();
        assertThat(image.provider()).isNull();
        assertThat(image.requestId()).isNull();
    }

    @Test
    void writesProvidersInOneWay() {
        assertThat(only(images(1L, new Told(" Black  Forest Labs ", "", null, null, List.of())), rate("fal", "1", null))
                        .provider())
                .isEqualTo("BLACK_FOREST_LABS");
        assertThat(only(images(1L, new Told("  ", null, null, null, List.of())), rate("fal ai", "1", null))
                        .provider())
                .isEqualTo("FAL_AI");
    }

    @Test
    void takesTheRateOfTheProviderThatDidIt() {
        ProviderRate first = rate("FAL", "10", null);
        ProviderRate second = rate("Black Forest Labs", "20", null);

        assertThat(only(images(1L, new Told("black forest labs", null, null, null, List.of())), first, second)
                        .costNanos())
                .isEqualTo(20);
        assertThat(only(images(1L, NOTHING), first, second).costNanos()).isEqualTo(10);
        assertThat(only(images(1L, new Told("OTHER", null, null, null, List.of())), first, second)
                        .costNanos())
                .isNull();
    }

    @Test
    void takesTheRateThatHeldWhenItWasDone() {
        ProviderRate before = rate("BFL", "10", NOON);
        ProviderRate since =
                new ProviderRate("BFL", Service.IMAGE, "FLUX_2_PRO", Measure.IMAGE, 1, 30, NOON, null, null);

        assertThat(costAt(NOON.minusNanos(1_000), before, since)).isEqualTo(10);
        assertThat(costAt(NOON, before, since)).isEqualTo(30);
        assertThat(costAt(NOON, before)).isNull();
        assertThat(costAt(NOON.minusNanos(1_000), since)).isNull();
    }

    @Test
    void roundsTheCostOfAPartOfAUnitHalfEven() {
        ProviderRate perTwo =
                new ProviderRate("BFL", Service.IMAGE, "FLUX_2_PRO", Measure.IMAGE, 2, 5, Instant.EPOCH, null, null);

        assertThat(only(images(1L, NOTHING), perTwo).costNanos()).isEqualTo(2);
        assertThat(only(images(3L, NOTHING), perTwo).costNanos()).isEqualTo(8);
    }

    @Test
    void chargesEachStartedUnitWhereTheProviderDoes() {
        ProviderRate perMinute = new ProviderRate(
                "BFL",
                Service.IMAGE,
                "FLUX_2_PRO",
                Measure.IMAGE,
                60,
                100,
                Instant.EPOCH,
                null,
                null,
                PartialUnits.STARTED);

        assertThat(only(images(60L, NOTHING), perMinute).costNanos()).isEqualTo(100);
        assertThat(only(images(61L, NOTHING), perMinute).costNanos()).isEqualTo(200);
        assertThat(only(images(1L, NOTHING), perMinute).costNanos()).isEqualTo(100);
    }

    @Test
    void knowsNoCostOfAQuantityThatNobodyCanDeliver() {
        assertThat(only(images(Long.MAX_VALUE, NOTHING), rate("BFL", "1000", null))
                        .costNanos())
                .isNull();
    }

    @Test
    void knowsNoCostOfWorkThatFailedUnlessItIsSaidHowMuchWasDone() {
        Told named = new Told("BFL", "r", null, null, List.of());
        assertThat(only(images(null, named), rate("BFL", "20", null)).costNanos())
                .isNull();
        assertThat(only(images(null, named), rate("BFL", "20", null)).quantity())
                .isZero();
        assertThat(only(images(2L, named), rate("BFL", "20", null)).costNanos()).isEqualTo(40);
    }

    @Test
    void dividesAMessageByItsProvidersRates() {
        List<UsageRecord> message = charged(
                message("large", 1_000, 1_000, new Told("OPENAI", "r", "0.000001", null, List.of())),
                11,
                chat("large", Measure.INPUT_TOKEN, 1_000, 1),
                chat("large", Measure.OUTPUT_TOKEN, 500, 1));

        // 1 : 2 by cost, though 1 : 5 by price.
        assertThat(message).extracting(UsageRecord::costNanos).containsExactly(333L, 667L);
        assertThat(message).extracting(UsageRecord::chargedUnits).containsExactly(4L, 7L);
        assertThat(message).extracting(UsageRecord::measure).containsExactly(Measure.INPUT_TOKEN, Measure.OUTPUT_TOKEN);
    }

    @Test
    void elseDividesItByItsOwnPrices() {
        List<UsageRecord> message = charged(
                message("large", 2_000, 1_000, new Told("OPENAI", "r", "0.000000007", null, List.of())),
                63,
                chat("large", Measure.INPUT_TOKEN, 1_000, 1));

        assertThat(message).extracting(UsageRecord::chargedUnits).containsExactly(18L, 45L);
        assertThat(message).extracting(UsageRecord::costNanos).containsExactly(2L, 5L);
    }

    @Test
    void costsAMessageByTheCatalogueInputAndOutputEach() {
        List<UsageRecord> message = charged(
                message("large", 1_500, 100, NOTHING),
                10,
                chat("large", Measure.INPUT_TOKEN, 1_000, 3),
                chat("large", Measure.OUTPUT_TOKEN, 1_000, 30),
                chat("DEFAULT", Measure.INPUT_TOKEN, 1, 77));

        assertThat(message).extracting(UsageRecord::costNanos).containsExactly(4L, 3L);
        assertThat(message).extracting(UsageRecord::source).containsOnly(CostSource.CATALOG);
        assertThat(message).extracting(UsageRecord::engine).containsOnly("large");
    }

    @Test
    void costsAModelWithoutRatesOfItsOwnByTheDefaultOnes() {
        List<UsageRecord> message = charged(
                message("small", 10, 10, NOTHING),
                10,
                chat("large", Measure.INPUT_TOKEN, 1, 5),
                chat("DEFAULT", Measure.INPUT_TOKEN, 1, 7),
                chat("DEFAULT", Measure.OUTPUT_TOKEN, 1, 9));

        assertThat(message).extracting(UsageRecord::costNanos).containsExactly(70L, 90L);
        assertThat(message).extracting(UsageRecord::engine).containsOnly("small");
    }

    @Test
    void believesATimeBetweenAdmissionAndNowOnly() {
        Instant admitted = NOON.minusSeconds(60);

        assertThat(doneAt(null)).isEqualTo(NOON);
        assertThat(doneAt(admitted)).isEqualTo(admitted);
        assertThat(doneAt(admitted.minusNanos(1_000))).isEqualTo(NOON);
        assertThat(doneAt(NOON)).isEqualTo(NOON);
        assertThat(doneAt(NOON.plusNanos(1_000))).isEqualTo(NOON);
    }

    private static Instant doneAt(Instant told) {
        return images(1L, new Told(null, null, null, told, List.of())).doneAt(NOON);
    }

    static FinishedWork images(Long delivered, Told told) {
        return new FinishedWork(
                WORK,
                Service.IMAGE,
                "FLUX_2_PRO",
                NOON.minusSeconds(60),
                List.of(new Delivery(Measure.IMAGE, delivered, 30_000_000)),
                told);
    }

    /** At 9 and 45 credits for a thousand tokens. */
    static FinishedWork message(String model, long input, long output, Told told) {
        return new FinishedWork(
                WORK,
                Service.CHAT,
                model,
                NOON.minusSeconds(60),
                List.of(
                        new Delivery(Measure.INPUT_TOKEN, input, 9_000_000),
                        new Delivery(Measure.OUTPUT_TOKEN, output, 45_000_000)),
                told);
    }

    static ProviderRate rate(String provider, String nanos, Instant effectiveTo) {
        return new ProviderRate(
                provider,
                Service.IMAGE,
                "FLUX_2_PRO",
                Measure.IMAGE,
                1,
                Long.parseLong(nanos),
                Instant.EPOCH,
                effectiveTo,
                null);
    }

    static ProviderRate chat(String model, Measure per, long unitSize, long nanos) {
        return new ProviderRate("openai", Service.CHAT, model, per, unitSize, nanos, Instant.EPOCH, null, null);
    }

    private static Long costAt(Instant at, ProviderRate... rates) {
        return records(images(1L, NOTHING), at, rates).records().get(0).costNanos();
    }

    private static UsageRecord only(FinishedWork work, ProviderRate... rates) {
        return records(work, NOON, rates).records().get(0);
    }

    static List<UsageRecord> charged(FinishedWork work, long units, ProviderRate... rates) {
        Ending ending = new Ending(work.workId(), false, HoldState.SETTLED, units, 0, 0, 0, NOON);
        return records(work, NOON, rates).decided(ending).records();
    }

    private static RecordedWork records(FinishedWork work, Instant at, ProviderRate... rates) {
        return RecordedWork.of(Provision.of(work, SeedCatalog.with(rates), at), UsageOutcome.SUCCEEDED, at);
    }
}
