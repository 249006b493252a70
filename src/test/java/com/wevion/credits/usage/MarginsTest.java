package com.wevion.credits.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.usage.UsageRecord.CostSource;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Margins by the records of a real database. */
class MarginsTest {
    private static final LocalDate FROM = LocalDate.parse("2026-10-01");
    private static final LocalDate TO = LocalDate.parse("2026-11-01");

    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final HikariDataSource pool = database.pool();
    private final Margins margins = new Margins();

    @BeforeEach
    void open() {
        margins.dataSource = pool;
        margins.maxItems = 10;
    }

    @AfterEach
    void close() {
        pool.close();
        database.drop();
    }

    @Test
    void isEmptyWithoutRecords() {
        assertThat(margins.perEngine(FROM, TO)).isEmpty();
        assertThat(margins.perDay(FROM, TO)).isEmpty();
    }

    @Test
    void countsTheDaysFromTheFirstToTheOneBeforeTheLastInUtc() {
        record("2026-09-30T23:59:59.999999Z", 1, 1L, 1, UsageOutcome.SUCCEEDED);
        record("2026-10-01T00:00:00Z", 2, 10L, 30, UsageOutcome.SUCCEEDED);
        record("2026-10-31T23:59:59.999999Z", 3, 10L, 30, UsageOutcome.SUCCEEDED);
        record("2026-11-01T00:00:00Z", 4, 1L, 1, UsageOutcome.SUCCEEDED);

        Margin all = only(margins.perEngine(FROM, TO));

        assertThat(all.quantity()).isEqualTo(5);
        assertThat(all.earned().charged()).isEqualByComparingTo("0.00000006");
        assertThat(margins.perDay(FROM, TO))
                .extracting(DayMargin::day)
                .containsExactly(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-31"));
    }

    @Test
    void countsTheCostOfWhatWasNotChargedAndTellsTheChargeOfWhatHasNoCostApart() {
        record("2026-10-05T00:00:00Z", 1, 10L, 30, UsageOutcome.SUCCEEDED);
        record("2026-10-05T00:00:00Z", 0, 5L, 0, UsageOutcome.FAILED);
        record("2026-10-05T00:00:00Z", 1, 10L, 0, UsageOutcome.LATE);
        record("2026-10-05T00:00:00Z", 1, null, 10, UsageOutcome.SUCCEEDED);

        Margin margin = only(margins.perEngine(FROM, TO));

        assertThat(margin.earned().records()).isEqualTo(4);
        assertThat(margin.earned().uncosted()).isEqualTo(1);
        assertThat(margin.earned().charged()).isEqualByComparingTo("0.00000004");
        assertThat(margin.earned().chargedUncosted()).isEqualByComparingTo("0.00000001");
        assertThat(margin.earned().cost()).isEqualByComparingTo("0.000000025");
        assertThat(margin.earned().margin())
                .hasValueSatisfying(left -> assertThat(left).isEqualByComparingTo("0.000000005"));
        assertThat(margin.earned().percent())
                .hasValueSatisfying(percent -> assertThat(percent).isEqualByComparingTo("16.67"));
        assertThat(margin.earned().belowCost()).isFalse();
        assertThat(margin.outputTokens()).isNull();
    }

    @Test
    void flagsWhatIsSoldBelowItsCost() {
        record("2026-10-05T00:00:00Z", 1, 40L, 30, UsageOutcome.SUCCEEDED);

        Margin margin = only(margins.perEngine(FROM, TO));

        assertThat(margin.earned().belowCost()).isTrue();
        assertThat(margin.earned().percent())
                .hasValueSatisfying(percent -> assertThat(percent).isEqualByComparingTo("-33.33"));
    }

    @Test
    void knowsNoPercentageOfNothing() {
        record("2026-10-05T00:00:00Z", 1, 0L, 0, UsageOutcome.SUCCEEDED);

        assertThat(only(margins.perEngine(FROM, TO)).earned().percent()).isEmpty();
        assertThat(only(margins.perEngine(FROM, TO)).earned().belowCost()).isFalse();
    }

    @Test
    void countsInputAndOutputOfAMessageApart() {
        message(Ids.next(), null, null);

        Margin margin = only(margins.perEngine(FROM, TO));

        assertThat(margin.quantity()).isEqualTo(100);
        assertThat(margin.outputTokens()).isEqualTo(7);
        assertThat(margin.earned().records()).isEqualTo(2);
    }

    @Test
    void knowsNoMarginOfWhatHasNoCost() {
        record("2026-10-05T00:00:00Z", 1, null, 30, UsageOutcome.SUCCEEDED);

        Earned earned = only(margins.perEngine(FROM, TO)).earned();

        assertThat(earned.margin()).isEmpty();
        assertThat(earned.percent()).isEmpty();
        assertThat(earned.belowCost()).isFalse();
        assertThat(earned.chargedUncosted()).isEqualByComparingTo(earned.charged());
    }

    @Test
    void isBelowCostHoweverMuchWorkOfUnknownCostWasCharged() {
        record("2026-10-05T00:00:00Z", 1, 1_000_000_000L, 290_000_000, UsageOutcome.SUCCEEDED);
        record("2026-10-05T00:00:00Z", 1, null, 1_000_000_000, UsageOutcome.SUCCEEDED);
        record("2026-10-05T00:00:00Z", 1, null, 243_000_000, UsageOutcome.SUCCEEDED);

        Earned earned = only(margins.perEngine(FROM, TO)).earned();

        assertThat(earned.margin()).hasValueSatisfying(left -> assertThat(left).isEqualByComparingTo("-0.71"));
        assertThat(earned.percent()).hasValueSatisfying(part -> assertThat(part).isEqualByComparingTo("-244.83"));
        assertThat(earned.belowCost()).isTrue();
    }

    @Test
    void knowsTheCostOfAMessageIfThatOfItsInputAndOfItsOutputIsKnown() {
        message(Ids.next(), 1L, null);
        message(Ids.next(), 20L, 30L);

        Earned earned = only(margins.perEngine(FROM, TO)).earned();

        assertThat(earned.uncosted()).isEqualTo(2);
        assertThat(earned.chargedUncosted()).isEqualByComparingTo("0.00000001");
        assertThat(earned.cost()).isEqualByComparingTo("0.00000005");
        assertThat(earned.margin()).hasValueSatisfying(left -> assertThat(left).isEqualByComparingTo("-0.00000004"));
        assertThat(only(margins.perDay(FROM, TO).stream().map(DayMargin::margin).toList())
                        .earned()
                        .margin())
                .isEqualTo(earned.margin());
    }

    @Test
    void countsWorkThatWasToldByKindOnceAndAllThatItCost() {
        UUID known = Ids.next();
        message(known, 10L, 20L);
        part(known, Measure.CACHE_READ_TOKEN, 900, 3L, 0);
        part(known, Measure.REASONING_TOKEN, 93, 4L, 0);
        part(known, Measure.TOOL_CALL, 2, 5L, 0);
        UUID unknown = Ids.next();
        message(unknown, 10L, 20L);
        part(unknown, Measure.TOOL_CALL, 2, null, 0);
        part(unknown, Measure.CACHE_READ_TOKEN, 0, null, 0);

        Margin margin = only(margins.perEngine(FROM, TO));

        assertThat(margin.quantity()).isEqualTo(1_100);
        assertThat(margin.outputTokens()).isEqualTo(107);
        assertThat(margin.earned().records()).isEqualTo(4);
        assertThat(margin.earned().uncosted()).isEqualTo(2);
        assertThat(margin.earned().charged()).isEqualByComparingTo("0.00000002");
        assertThat(margin.earned().chargedUncosted()).isEqualByComparingTo("0.00000001");
        assertThat(margin.earned().cost()).isEqualByComparingTo("0.000000042");
    }

    @Test
    void addsUpBeyondWhatOneAmountCanHold() {
        for (int i = 0; i < 10; i++) {
            record("2026-10-05T00:00:00Z", Long.MAX_VALUE, 1_000_000_000_000_000_000L, 1, UsageOutcome.SUCCEEDED);
        }

        Margin margin = only(margins.perEngine(FROM, TO));

        assertThat(margin.earned().cost()).isEqualByComparingTo("10000000000");
        assertThat(margin.quantity()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refusesMoreItemsThanAreAllowed() {
        margins.maxItems = 1;
        record("2026-10-05T00:00:00Z", 1, 1L, 1, UsageOutcome.SUCCEEDED);
        record("2026-10-06T00:00:00Z", 1, 1L, 1, UsageOutcome.SUCCEEDED);

        assertThat(margins.perEngine(FROM, TO)).hasSize(1);
        assertThatThrownBy(() -> margins.perDay(FROM, TO)).isInstanceOf(Invalid.class);
    }

    private void record(String at, long images, Long costNanos, long chargedUnits, UsageOutcome outcome) {
        insert(new UsageRecord(
                Ids.next(),
                Measure.IMAGE,
                Instant.parse(at),
                "BFL",
                null,
                Service.IMAGE,
                "FLUX_2_PRO",
                images,
                costNanos,
                costNanos == null ? null : CostSource.WORKER,
                chargedUnits,
                outcome));
    }

    /** Of 100 and 7 tokens, charged 9 and 1. */
    private void message(UUID id, Long inputNanos, Long outputNanos) {
        part(id, Measure.INPUT_TOKEN, 100, inputNanos, 9);
        part(id, Measure.OUTPUT_TOKEN, 7, outputNanos, 1);
    }

    private void part(UUID message, Measure measure, long tokens, Long nanos, long charged) {
        Instant at = Instant.parse("2026-10-05T00:00:00Z");
        CostSource source = nanos == null ? null : CostSource.CATALOG;
        insert(new UsageRecord(
                message,
                measure,
                at,
                null,
                null,
                Service.CHAT,
                "m",
                tokens,
                nanos,
                source,
                charged,
                UsageOutcome.SUCCEEDED));
    }

    private void insert(UsageRecord row) {
        try (Connection connection = pool.getConnection()) {
            UsageRecord.insertOnce(connection, List.of(row));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Margin only(List<Margin> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
