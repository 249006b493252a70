package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.report.Report;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The open breaks from report to report: opening + opened - closed = open, whoever changes breaks between them. */
class OpenBreaksTest {
    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
    }

    @AfterEach
    void close() {
        book.close();
    }

    /** The roll of a run over October, which adds up. */
    private Report.OpenBreaks roll() {
        Report.OpenBreaks roll = book.report(book.reconcile()).openBreaks();
        assertThat(roll.opening().count()
                        + roll.opened().count()
                        - roll.closed().count())
                .isEqualTo(roll.open().count());
        assertThat(usd(roll.opening())
                        .add(usd(roll.opened()))
                        .subtract(usd(roll.closed()))
                        .add(new BigDecimal(roll.changed())))
                .isEqualByComparingTo(usd(roll.open()));
        return roll;
    }

    private static BigDecimal usd(Report.BreakSum sum) {
        return new BigDecimal(sum.variance());
    }

    private static Report.BreakSum sum(long count, String variance) {
        return new Report.BreakSum(count, variance);
    }

    private void set(String state, String key) {
        assertThat(Sql.on(book.pool())
                        .update("UPDATE reconciliation_break SET state = ? WHERE key LIKE ?", state, key + "%"))
                .isEqualTo(1);
    }

    @Test
    void addUpFromReportToReport() {
        book.line("2026-10-02", 10, "1").sku("NEW-A", "IMAGE").write();
        book.line("2026-10-03", 10, "2").sku("NEW-B", "IMAGE").write();
        book.line("2026-10-04", 10, "4").sku("NEW-C", "IMAGE").write();
        assertThat(roll()).isEqualTo(new Report.OpenBreaks(sum(0, "0"), sum(3, "7"), sum(0, "0"), "0", sum(3, "7")));
        assertThat(roll()).isEqualTo(new Report.OpenBreaks(sum(3, "7"), sum(0, "0"), sum(0, "0"), "0", sum(3, "7")));

        set("ACCEPTED", "2026-10-02");
        set("DISPUTED", "2026-10-03");
        book.line("2026-10-03", 10, "0.5").sku("NEW-B", "IMAGE").write();
        book.line("2026-10-05", 10, "8").sku("NEW-D", "IMAGE").write();
        assertThat(roll())
                .isEqualTo(new Report.OpenBreaks(sum(3, "7"), sum(1, "8"), sum(1, "1"), "0.5", sum(3, "14.5")));

        set("OPEN", "2026-10-02");
        set("RESOLVED", "2026-10-05");
        // The run finds the resolved one again, so that it is open as before.
        assertThat(roll())
                .isEqualTo(new Report.OpenBreaks(sum(3, "14.5"), sum(1, "1"), sum(0, "0"), "0", sum(4, "15.5")));
    }

    @Test
    void thoseOfOtherCurrenciesCountWithoutAnAmountAndOtherDaysStayOpen() {
        book.line("2026-10-02", 10, "1").sku("NEW-A", "IMAGE").write();
        roll();

        Report.OpenBreaks other = book.report(book.reconcile(InvoiceBook.window("2026-09-01", "2026-10-01")))
                .openBreaks();

        assertThat(other).isEqualTo(new Report.OpenBreaks(sum(1, "1"), sum(0, "0"), sum(0, "0"), "0", sum(1, "1")));
        Sql.on(book.pool()).update("UPDATE reconciliation_break SET currency = 'EUR'");
        assertThat(book.report(book.reconcile(InvoiceBook.window("2026-09-01", "2026-10-01")))
                        .openBreaks())
                .isEqualTo(new Report.OpenBreaks(sum(1, "1"), sum(0, "0"), sum(0, "0"), "-1", sum(1, "0")));
    }
}
