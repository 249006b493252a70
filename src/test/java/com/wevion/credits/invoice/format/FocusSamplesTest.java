package com.wevion.credits.invoice.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples of the FOCUS specification, and whole files of its kind. */
class FocusSamplesTest {
    private static final Path FOLDER = Path.of("../shared/data/focus");

    @BeforeAll
    static void samplesAreThere() {
        assumeTrue(Files.isDirectory(FOLDER), "there are no samples at " + FOLDER);
    }

    private static Reading read(String name) {
        try {
            return Reading.of(Format.FOCUS, Files.readAllBytes(FOLDER.resolve(name)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "aws_1_2_cost_and_usage_rows25_seed7.csv, 25",
        "gcp_1_3_cost_and_usage_rows25_seed7.csv, 25",
        "per_token_ai_model_api.csv, 2",
        "saas_spend_agreements_a2.csv, 13",
        "simple_saas_agreements_a1.csv, 1",
        "virtual_currency_pricing_model_a1.csv, 1",
        "virtual_currency_pricing_model_b2.csv, 3"
    })
    void acceptsEveryRowOf(String name, int rows) {
        Reading reading = read(name);
        assertThat(reading.reasons()).isEmpty();
        assertThat(reading.accepted).hasSize(rows);
        assertThat(reading.accepted).allSatisfy(charge -> assertThat(charge.sku).isNotNull());
    }

    @Test
    void knowsTokensOfTheInputFromThoseOfTheOutput() {
        Reading reading = read("per_token_ai_model_api.csv");
        assertThat(reading.accepted)
                .extracting(charge -> charge.measure)
                .containsExactly(InvoiceMeasure.INPUT_TOKEN, InvoiceMeasure.OUTPUT_TOKEN);
        assertThat(reading.accepted.get(0).quantity).isEqualByComparingTo("8400000");
        assertThat(reading.accepted.get(0).costNanos).isEqualTo(42_000_000_000L);
        assertThat(reading.accepted.get(0).sku).isEqualTo("solora-saturn-4.8-input");
        assertThat(reading.accepted.get(0).lastDay).isEqualTo(LocalDate.of(2025, 5, 31));
    }

    @Test
    void readsAmountsAndDatesAsPeopleWriteThem() {
        Charge charge = read("simple_saas_agreements_a1.csv").only();
        assertThat(charge.kind).isEqualTo(Charge.Kind.PURCHASE);
        assertThat(charge.costNanos).isEqualTo(10_000_000_000_000L);
        assertThat(charge.day).isEqualTo(LocalDate.of(2025, 4, 1));
        assertThat(charge.lastDay).isEqualTo(LocalDate.of(2026, 3, 31));
    }

    @Test
    void takesTheEffectiveCostOfUsageThatWasPaidInAdvance() {
        assertThat(read("virtual_currency_pricing_model_b2.csv").accepted)
                .extracting(charge -> charge.costNanos)
                .containsExactly(245_000_000_000L, 10_000_000_000L, 360_000_000_000L);
    }

    @Test
    void tellsTheKindsOfChargesApart() {
        Map<Charge.Kind, Long> kinds = read("aws_1_2_cost_and_usage_rows25_seed7.csv").accepted.stream()
                .collect(Collectors.groupingBy(charge -> charge.kind, Collectors.counting()));
        assertThat(kinds)
                .isEqualTo(Map.of(
                        Charge.Kind.USAGE, 12L, Charge.Kind.UNUSED, 6L, Charge.Kind.PURCHASE, 6L, Charge.Kind.TAX, 1L));
    }

    @Test
    void refusesTheFileThatDoesNotSayWhenItsChargesWere() {
        assertThatThrownBy(() -> read("scenarios_correction_set.csv"))
                .isInstanceOf(FileRefused.class)
                .hasMessage("line 1: these columns are missing: ChargePeriodStart");
    }
}
