package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.invoice.ImportView;
import com.wevion.credits.invoice.InvoiceFiles;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.reconciliation.breaks.BreakView;
import com.wevion.credits.reconciliation.report.Report;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sums of invoices with commitments, credits and taxes, from FOCUS files. */
class InvoiceTotalsTest {
    private static final String HEADER =
            "BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,InvoiceId,SkuId,"
                    + "ConsumedQuantity,ConsumedUnit,x_ProviderRequestId,CommitmentDiscountStatus\n";

    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = InvoiceBook.empty("ACME_1");
        book.rate("IMAGE", "FLUX_2_PRO", "IMAGE", 1, Unit.USD.parse("0.1"), "flux-2-pro");
    }

    @AfterEach
    void close() {
        book.close();
    }

    private Report.Provider reconciled(String... rows) {
        return book.report(run(rows)).providers().get(0);
    }

    private UUID run(String... rows) {
        ImportView file = new InvoiceFiles(book.pool(), InvoiceBook.CLOCK)
                .take("ACME_1", "FOCUS", "a.csv", null, HEADER + String.join("\n", rows) + "\n");
        assertThat(file.refused()).isZero();
        return book.reconcile();
    }

    private static String usage(String day, String billed, String effective, String quantity, String request) {
        return billed + "," + effective + ",USD,Usage,2026-10-" + day + ",,INV-1,flux-2-pro," + quantity + ",Images,"
                + request + ",";
    }

    private static String other(String category, String billed) {
        return billed + "," + billed + ",USD," + category + ",2026-10-01,2026-11-01,INV-1,,,,,";
    }

    @Test
    void anInvoiceIsThePlainSumOfWhatIsBilled() {
        book.images("2026-10-05", 10).cost("1").write();

        UUID run = run(
                other("Purchase", "20"),
                usage("05", "0", "1", "10", ""),
                other("Tax", "0.5"),
                other("Credit", "-2"),
                other("Adjustment", "0.25"));

        Report report = book.report(run);
        assertThat(report.invoices())
                .containsExactly(new Report.Invoice("ACME_1", "INV-1", "USD", 5, "18.75", "0", "20", "-2", "0.5"));
        Report.Provider acme = report.providers().get(0);
        assertThat(acme.invoiceTotal()).isEqualTo("18.75");
        assertThat(acme.billedCost()).isEqualTo("1");
        assertThat(acme.prepaid()).isEqualTo("1");
        assertThat(acme.unusedCommitment()).isEqualTo("19");
        assertThat(acme.matchedShare()).isEqualTo("100.00");
        assertThat(book.found(run)).containsExactly("TAX INV-1|USD 0.5 USD");
    }

    @Test
    void whatACommitmentDidNotUseIsShownAndNotCompared() {
        Report.Provider acme =
                reconciled("0,5,USD,Usage,2026-10-05,,INV-1,flux-2-pro,,,,Unused", other("Purchase", "0"));

        assertThat(acme.unusedCommitment()).isEqualTo("5");
        assertThat(acme.billedCost()).isEqualTo("0");
        assertThat(acme.breaks()).isZero();
    }

    @Test
    void whatIsPaidForALongerTimeIsNotUnusedYet() {
        book.images("2026-10-05", 10).cost("1").write();

        Report.Provider acme =
                reconciled("240,240,USD,Purchase,2026-10-01,2027-10-01,INV-1,,,,,", usage("05", "0", "1", "10", ""));

        assertThat(acme.unusedCommitment()).isEqualTo("0");
        assertThat(acme.invoiceTotal()).isEqualTo("240");
    }

    @Test
    void theCostOfARequestThatCameBackIsACredit() {
        book.images("2026-10-05", 1).request("a").cost("0.1").write();

        UUID run = run(usage("05", "0.1", "0.1", "1", "a"), usage("20", "-0.1", "-0.1", "-1", "a"));

        assertThat(book.found(run)).containsExactly("CREDIT a|IMAGE -0.1 USD");
        assertThat(book.report(run).providers().get(0).accounted().credit()).isEqualTo("-0.1");
    }

    @Test
    void aPartOfTheCostThatCameBackTheSameDayIsACredit() {
        book.images("2026-10-05", 10).request("a").cost("1").write();

        assertThat(book.found(run(usage("05", "1", "1", "10", "a"), usage("05", "-0.4", "-0.4", "-4", "a"))))
                .containsExactly("CREDIT a|IMAGE -0.4 USD");
    }

    @Test
    void aCreditThatMakesTheBillRightIsNone() {
        book.images("2026-10-05", 1).request("dear").cost("0.1").write();
        book.images("2026-10-05", 1).request("twice").cost("0.1").write();
        book.images("2026-10-05", 1)
                .request("failed")
                .cost("0.1")
                .outcome("FAILED")
                .write();

        assertThat(book.found(run(
                        usage("05", "0.3", "0.3", "1", "dear"),
                        usage("20", "-0.2", "-0.2", "", "dear"),
                        usage("05", "0.1", "0.1", "1", "twice"),
                        usage("05", "0.1", "0.1", "1", "twice"),
                        usage("20", "-0.1", "-0.1", "-1", "twice"),
                        usage("05", "0.1", "0.1", "1", "failed"),
                        usage("20", "-0.1", "-0.1", "-1", "failed"))))
                .isEmpty();
    }

    @Test
    void aCreditForARequestThatNobodyKnowsIsAccountedFor() {
        assertThat(book.found(run(usage("20", "-0.1", "-0.1", "-1", "elsewhere"))))
                .isEmpty();
    }

    @Test
    void aBreakNamesItsInvoiceAndOurSideInOurCurrency() {
        book.images("2026-10-05", 10).cost("1").write();
        book.images("2026-10-06", 10).request("a").cost("1").write();

        UUID run = run(
                usage("05", "2", "2", "10", "").replace("USD", "EUR"),
                usage("06", "2", "2", "10", "a").replace("INV-1", "INV-2"));

        List<BreakView> breaks = book.breaks().page(run, null, null, 10, null).items();
        assertThat(breaks)
                .extracting(one -> one.cause() + " " + one.invoiceId() + " " + one.recordedCost() + " "
                        + one.recordedUnit() + " " + one.billedCost() + " " + one.billedUnit())
                .containsExactly("CURRENCY INV-1 1 USD 2 EUR", "PRICE INV-2 1 USD 2 USD");
    }

    @Test
    void asManyBreaksAreOpenByTheirAgeAsByTheirState() {
        run(usage("05", "2", "2", "10", "").replace("USD", "EUR"), usage("06", "2", "2", "10", "a"));
        UUID later = book.reconcile(InvoiceBook.window("2026-10-10", "2026-11-01"));

        Report report = book.report(later);
        assertThat(report.states()).extracting(Report.StateSum::count).containsExactly(2L);
        assertThat(report.ageing().stream().mapToLong(Report.Age::count).sum()).isEqualTo(2);
    }
}
