package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.report.Report;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SKUs and accounts that operators leave out: their lines make no break, and the report says what they add up to. */
class IgnoredTest {
    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
    }

    @AfterEach
    void close() {
        book.close();
    }

    private void ignore(String what, String name) {
        Sql.on(book.pool())
                .update(
                        "INSERT INTO reconciliation_ignore (provider, what, name, reason, created_by, created_at)"
                                + " VALUES (?, ?, upper(?), 'none of ours', ?, now())",
                        book.provider(),
                        what,
                        name,
                        UUID.randomUUID());
    }

    /** The lines so far are of this account. */
    private void account(String name) {
        Sql.on(book.pool())
                .update(
                        "UPDATE invoice_line SET account = ? WHERE provider = ? AND account IS NULL",
                        name,
                        book.provider());
        Sql.on(book.pool())
                .update(
                        "UPDATE invoice_scope SET account = ? WHERE import_id = ? AND account = ''",
                        name,
                        book.currentFile());
    }

    @Test
    void aSkuThatIsLeftOutIsNoBreakAndStandsInTheReportWithItsSum() {
        book.images("2026-10-06", 10).write();
        book.line("2026-10-06", 10, "0.3").write();
        book.line("2026-10-06", 5, "1.25").sku("Storage, GB", null).write();
        book.line("2026-10-07", 5, "2").sku("storage, gb", null).write();
        book.line("2026-10-07", 5, "4").sku("training", null).write();
        ignore("SKU", "storage, GB");

        var run = book.reconcile();

        assertThat(book.found(run)).containsExactly("UNKNOWN_SKU 2026-10-07|training|?|USD 4 USD");
        Report report = book.report(run);
        assertThat(report.ignored())
                .containsExactly(
                        new Report.Ignored(book.provider(), "SKU", "STORAGE, GB", "none of ours", 2, "3.25", "USD"));
        Report.Provider provider = report.providers().get(0);
        assertThat(provider.billedCost()).isEqualTo("4.3");
        assertThat(provider.accounted().ignored()).isEqualTo("3.25");
    }

    @Test
    void anAccountThatIsLeftOutIsComparedWithNothingAndItsDaysCountAsNotInvoiced() {
        book.images("2026-10-06", 10).write();
        book.line("2026-10-06", 10, "0.3").write();
        book.covers("2026-10-06", "2026-10-06");
        account("ours");
        book.file();
        book.covers("2026-10-01", "2026-10-31");
        book.line("2026-10-06", 100, "3").write();
        book.line("2026-10-06", 1, "0.03").request("theirs").write();
        book.line("2026-10-31", 0, "0.6").kind("TAX").write();
        account("lab");
        book.images("2026-10-20", 1).write();
        ignore("ACCOUNT", "Lab");

        var run = book.reconcile();

        assertThat(book.found(run)).isEmpty();
        assertThat(book.report(run).ignored())
                .extracting(Report.Ignored::amount)
                .containsExactly("3.63");
        assertThat(book.report(run).providers().get(0).billedCost()).isEqualTo("0.3");
        assertThat(book.report(run).providers().get(0).awaitingInvoice().records())
                .isEqualTo(1);
    }

    @Test
    void workThatWasBilledByAnIgnoredSkuIsMissedOnTheInvoice() {
        book.images("2026-10-06", 10).request("a").write();
        book.images("2026-10-06", 10).request("b").write();
        book.line("2026-10-06", 10, "0.3").request("a").write();
        book.sku("flux eu", "IMAGE", "FLUX_2_PRO", "IMAGE", "2026-01-01", null);
        book.line("2026-10-06", 10, "0.3").sku("flux eu", "IMAGE").request("b").write();
        ignore("SKU", "flux eu");

        assertThat(book.found(book.reconcile())).containsExactly("RECORDED_NOT_BILLED b|IMAGE -0.3 USD");
    }

    @Test
    void aBreakOfWhatIsLeftOutResolvesItself() {
        book.line("2026-10-06", 5, "1.25").sku("storage", null).write();
        book.reconcile();
        ignore("SKU", "storage");
        var run = book.reconcile();

        assertThat(book.found(run)).isEmpty();
        assertThat(Sql.on(book.pool())
                        .list(
                                "SELECT state, resolved_by_run FROM reconciliation_break",
                                row -> row.getString("state") + " " + Sql.uuid(row, "resolved_by_run")))
                .containsExactly("RESOLVED " + run);
    }
}
