package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.reconciliation.report.Report;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tolerance of single requests, many of which cost less than a cent, and what becomes of the differences within it. */
class RequestToleranceTest {
    private static final String DAY = "2026-10-06";

    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
    }

    @AfterEach
    void close() {
        book.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0003,    0.0086,    0.00005,     PRICE a|IMAGE 0.0083 USD",
        "0.0000004, 0.0000008, 0.00000005,  PRICE a|IMAGE 0.0000004 USD",
        "0.004,     0.006,     0.0005,      PRICE a|IMAGE 0.002 USD",
        "0.004,     0.01,      0.005,       PRICE a|IMAGE 0.006 USD",
        "0.0137,    0.01,      0.005,",
        "0.0137,    0.0138,    0.00005,",
        "20000,     20099,     0.005,       ROUNDING 2026-10|IMAGE|FLUX_2_PRO|IMAGE|FLUX_2_PRO 99 USD",
        "40000,     40300,     0.005,       PRICE a|IMAGE 300 USD"
    })
    void isThePercentageAndWhatTheFileRounds(String recorded, String billed, String allowance, String found) {
        book.rounding(allowance);
        book.images(DAY, 1).request("a").cost(recorded).write();
        book.line(DAY, 1, billed).request("a").write();

        assertThat(book.found(book.reconcile())).isEqualTo(found == null ? List.of() : List.of(found));
    }

    @Test
    void differencesWithinItAreShownBySku() {
        book.rounding("0.005");
        requests(3, "0.0137", "0.01");

        UUID run = book.reconcile();

        assertThat(book.found(run)).isEmpty();
        assertThat(book.report(run).withinTolerance())
                .containsExactly(new Report.SmallDifference(
                        book.provider(),
                        "IMAGE",
                        "FLUX_2_PRO",
                        "IMAGE",
                        "FLUX_2_PRO",
                        3,
                        "0.0411",
                        "0.03",
                        "-0.0111",
                        false));
    }

    @Test
    void differencesThatComeToMoreThanTheFileRoundsAreABreakWithTheRequestsBehindIt() {
        book.rounding("0.00005");
        requests(200, "0.03", "0.0301");
        book.images(DAY, 1).request("exact").cost("0.03").write();
        book.line(DAY, 1, "0.03").request("exact").write();

        UUID run = book.reconcile();

        assertThat(book.found(run)).containsExactly("ROUNDING 2026-10|IMAGE|FLUX_2_PRO|IMAGE|FLUX_2_PRO 0.02 USD");
        assertThat(book.requestsBehind(run)).hasSize(200).doesNotContain("exact");
    }

    @Test
    void requestsOfAnotherDayAreAmongThem() {
        book.rounding("0.00005");
        for (int i = 0; i < 120; i++) {
            book.images(DAY, 1).request("r" + i).cost("0.03").write();
            book.line("2026-10-07", 1, "0.0301").request("r" + i).write();
        }

        assertThat(book.found(book.reconcile()))
                .containsExactly("ROUNDING 2026-10|IMAGE|FLUX_2_PRO|IMAGE|FLUX_2_PRO 0.012 USD");
    }

    @Test
    void sumsOfDaysWithinTheToleranceOfOneAreABreakWhereTheyComeToMore() {
        book.rounding("0.0005");
        for (int day = 1; day <= 30; day++) {
            String date = String.format("2026-10-%02d", day);
            book.images(date, 1).cost("0.004").write();
            book.line(date, 1, "0.009").write();
        }

        assertThat(book.found(book.reconcile())).containsExactly("ROUNDING 2026-10|IMAGE|FLUX_2_PRO|IMAGE| 0.15 USD");
    }

    private void requests(int count, String recorded, String billed) {
        for (int i = 0; i < count; i++) {
            book.images(DAY, 1).request("r" + i).cost(recorded).write();
            book.line(DAY, 1, billed).request("r" + i).write();
        }
    }
}
