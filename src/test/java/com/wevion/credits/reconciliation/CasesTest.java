package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates, work and providers' files that a reconciliation once got wrong, each with what must come out. */
class CasesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch-and-priority-by-request",
                "batch-and-priority-of-days",
                "wrong-price-on-the-batch-sku",
                "cached-input-of-a-day",
                "equal-lines-without-ids",
                "estimate-then-final-invoice-id",
                "invoice-in-euro",
                "two-invoices-of-one-month",
                "video-billed-in-minutes",
                "days-that-begin-at-seven-utc",
                "monthly-line-at-double-price",
                "monthly-line-window-ends-inside",
                "invoice-misses-last-three-days",
                "commitment-billed-once",
                "negative-usage-without-class",
                "small-requests-29-fold",
                "small-requests-billed-twice"
            })
    void comesOutAsItShould(String name) {
        try (ReconciliationCase one = ReconciliationCase.named(name)) {
            one.run();
            CaseExpectations.check(one);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"minute", "min", "Mins", "MIN"})
    void twoMinutesAreThoseOfTheWorkHoweverTheyAreWritten(String unit) {
        try (ReconciliationCase one =
                ReconciliationCase.named("video-billed-in-minutes").replacing("Minutes", unit)) {
            one.run();
            CaseExpectations.check(one);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Megapixels", "Requests", "Videos", "Credits", "GPU Hours"})
    void whatTheCatalogueHasNoMeasureForIsComparedByItsAmountOnly(String unit) {
        try (ReconciliationCase one =
                ReconciliationCase.named("video-billed-in-minutes").replacing("Minutes", unit)) {
            one.run();
            CaseExpectations.check(one);
        }
        try (ReconciliationCase dearer = ReconciliationCase.named("video-billed-in-minutes")
                .replacing("Minutes", unit)
                .replacing("6,6,USD", "7,7,USD")) {
            dearer.run();
            assertThat(dearer.breaks())
                    .singleElement()
                    .satisfies(one -> assertThat(one.variance()).isEqualTo("1"));
        }
    }
}
