package com.wevion.credits.reconciliation.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.catalog.Service;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.reconciliation.InvoiceBook;
import com.wevion.credits.usage.DayMargin;
import com.wevion.credits.usage.Earned;
import com.wevion.credits.usage.Margin;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Margins in a report are of the work whose cost is known. */
class ReportMarginsTest {
    private static DayMargin day(
            String day, String engine, String charged, String ofUnknown, String cost, long uncosted) {
        Earned earned =
                new Earned(2, new BigDecimal(charged), new BigDecimal(ofUnknown), new BigDecimal(cost), uncosted);
        return new DayMargin(LocalDate.parse(day), new Margin(Service.IMAGE, engine, 2, null, earned));
    }

    @Test
    void keepsWorkOfUnknownCostOutOfTheMarginsOfEnginesAndDays() {
        try (InvoiceBook book = new InvoiceBook()) {
            Report report = book.report(book.reconcile(
                    InvoiceBook.OCTOBER,
                    List.of(
                            day("2026-10-01", "DEAR", "0.29", "0", "1", 0),
                            day("2026-10-02", "DEAR", "1.243", "1.243", "0", 2),
                            day("2026-10-01", "DARK", "3", "3", "0", 2))));

            assertThat(report.margins())
                    .containsExactly(
                            new Report.EngineMargin("IMAGE", "DARK", 2, "3", "3", "0", null, null, false, 2),
                            new Report.EngineMargin(
                                    "IMAGE", "DEAR", 4, "1.533", "1.243", "1", "-0.71", "-244.83", true, 2));
            assertThat(report.daily())
                    .containsExactly(
                            new Report.Daily(LocalDate.parse("2026-10-01"), "3.29", "3", "1", "-0.71"),
                            new Report.Daily(LocalDate.parse("2026-10-02"), "1.243", "1.243", "0", null));
        }
    }

    @Test
    void tellsNoMarginOfAnOlderReportThatCountedUnknownCostAsNone() {
        String old =
                "{\"service\":\"IMAGE\",\"engine\":\"DARK\",\"records\":2,\"charged\":\"3\",\"cost\":\"1\",\"margin\":\"2\","
                        + "\"marginPercent\":\"66.67\",\"belowCost\":false,\"uncosted\":%d}";

        Report.EngineMargin counted = Json.stored(old.formatted(1), Report.EngineMargin.class);
        Report.EngineMargin whole = Json.stored(old.formatted(0), Report.EngineMargin.class);

        assertThat(counted.margin()).isNull();
        assertThat(counted.marginPercent()).isNull();
        assertThat(whole.margin()).isEqualTo("2");
        assertThat(whole.chargedUncosted()).isEqualTo("0");
    }
}
