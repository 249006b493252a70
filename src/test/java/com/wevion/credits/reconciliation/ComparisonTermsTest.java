package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The terms agreed with providers, as the settings give them. */
class ComparisonTermsTest {
    private static final ComparisonTerms USUAL = InvoiceBook.USUAL;

    @Test
    void whatIsLeftOutIsAsUsual() {
        assertThat(ComparisonTerms.parse(
                        " OPENAI : percent=1, usd=0.05 ; RUNWAY:tax=19;" + "RECRAFT:zone=America/Los_Angeles", USUAL))
                .isEqualTo(Map.of(
                        "OPENAI", new ComparisonTerms(10_000, 50_000_000, 0),
                        "RUNWAY", new ComparisonTerms(5_000, 10_000_000, 190_000),
                        "RECRAFT", new ComparisonTerms(5_000, 10_000_000, 0, "America/Los_Angeles")));
        assertThat(ComparisonTerms.parse("", USUAL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPENAI",
                "OPENAI:percent",
                "OPENAI:percent=much",
                "OPENAI:percnt=1",
                "OPENAI:usd=1e9",
                "OPENAI:currency=EUR",
                "A:tax=1.23456"
            })
    void refusesWhatIsWrittenOtherwise(String setting) {
        assertThatThrownBy(() -> ComparisonTerms.parse(setting, USUAL))
                .isInstanceOf(ComparisonTerms.Unreadable.class)
                .hasMessageContaining(setting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC+8", "PST", "America/Nowhere", "SystemV/PST8"})
    void refusesZonesThatAreNotThoseOfTheIanaDatabase(String zone) {
        assertThatThrownBy(() -> ComparisonTerms.parse("B:tax=1;A:zone=" + zone, USUAL))
                .isInstanceOf(ComparisonTerms.Unreadable.class)
                .hasMessage("credits.reconciliation.providers: \"" + zone
                        + "\" is no time zone of the IANA database, such as America/Los_Angeles");
    }

    @Test
    void theToleranceIsThePartOrTheAmountWhicheverIsMore() {
        assertThat(USUAL.toleranceOf(1_000_000_000L)).isEqualTo(10_000_000L);
        assertThat(USUAL.toleranceOf(10_000_000_000L)).isEqualTo(50_000_000L);
        assertThat(USUAL.toleranceOf(-10_000_000_000L)).isEqualTo(50_000_000L);
        assertThat(USUAL.toleranceOf(9_000_000_000_000_000_000L)).isEqualTo(45_000_000_000_000_000L);
    }
}
