package com.wevion.credits.reconciliation.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.platform.Invalid;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The European Central Bank's file of daily rates. */
class EcbFileTest {
    private static final YearMonth AUGUST = YearMonth.of(2026, 8);
    /** Each line of the real file ends in a comma. */
    private static final String FILE = """
            Date,USD,JPY,CYP,GBP,
            2026-09-01,1.1,150,N/A,0.8,
            2026-08-31,1.2,160,N/A,0.8,
            2026-08-28,1.0,200,N/A,N/A,
            2026-07-31,9.9,1,N/A,1,
            """;

    private static EcbFile read(String text, YearMonth from) {
        return EcbFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), from);
    }

    @Test
    void theRateOfAMonthIsTheMeanOfItsDays() {
        EcbFile file = read(FILE, AUGUST);

        assertThat(file.means())
                .containsEntry(new EcbFile.Key("EUR", AUGUST), new BigDecimal("1.1000000000"))
                .containsEntry(new EcbFile.Key("JPY", AUGUST), new BigDecimal("0.0062500000"))
                .containsEntry(new EcbFile.Key("GBP", AUGUST), new BigDecimal("1.5000000000"))
                .containsEntry(new EcbFile.Key("EUR", AUGUST.plusMonths(1)), new BigDecimal("1.1000000000"))
                .containsEntry(new EcbFile.Key("JPY", AUGUST.plusMonths(1)), new BigDecimal("0.0073333333"))
                .containsEntry(new EcbFile.Key("GBP", AUGUST.plusMonths(1)), new BigDecimal("1.3750000000"))
                .hasSize(6);
        assertThat(file.firstMonth()).isEqualTo(AUGUST);
        assertThat(file.lastMonth()).isEqualTo(AUGUST.plusMonths(1));
        assertThat(file.lastDay()).isEqualTo(LocalDate.of(2026, 9, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                  | has no Date and USD
            provider;usd                        | has no Date and USD
            Date,JPY,;2026-08-28,1,             | has no Date and USD
            Date,USD,;28 August 2026,1,         | line 2: Date is not a day
            Date,USD,;2026-08-28,N/A,           | line 2: USD is missing
            Date,USD,JPY,;2026-08-28,1.1,-3,    | line 2: JPY is not a number above 0
            Date,USD,JPY,;2026-08-28,1.1,0.0,   | line 2: JPY is not a number above 0
            Date,USD,;2026-07-31,1.1,           | has no day from 2026-08 on
            """)
    void refusesWhatIsNoneAsAWhole(String text, String reason) {
        assertThatThrownBy(() -> read(text.replace(';', '\n'), AUGUST))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refused -> assertThat(refused.violations())
                                .singleElement()
                                .satisfies(violation -> {
                                    assertThat(violation.field()).isEqualTo("file");
                                    assertThat(violation.message()).contains(reason);
                                }));
    }
}
