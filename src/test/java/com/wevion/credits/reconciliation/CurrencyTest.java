package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.breaks.BreakState;
import com.wevion.credits.reconciliation.breaks.BreakView;
import com.wevion.credits.reconciliation.rates.RateEntry;
import com.wevion.credits.reconciliation.report.Report;
import com.wevion.credits.reconciliation.rules.Cause;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bills in other currencies, with and without a rate. */
class CurrencyTest {
    private InvoiceBook book;
    private RateEntry rates;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
        rates = new RateEntry(book.pool());
    }

    @AfterEach
    void close() {
        book.close();
    }

    private List<BreakView> breaks(UUID run) {
        return book.breaks().page(run, null, null, 100, null).items();
    }

    private Report.Provider acme(UUID run) {
        return book.report(run).providers().get(0);
    }

    /** Two days, a request and a tax, for which 3 dollars are recorded and 3.3 euros billed. */
    private void invoiceInEuros() {
        book.images("2026-10-06", 40).write();
        book.images("2026-10-07", 50).write();
        book.images("2026-10-08", 10)
                .of("TTS", "ELEVENLABS", "CHARACTER")
                .request("a")
                .write();
        book.line("2026-10-06", 40, "1").currency("EUR").invoice("INV-1").write();
        book.line("2026-10-07", 50, "1.25").currency("EUR").invoice("INV-1").write();
        book.line("2026-10-08", 10, "0.25")
                .sku("ELEVENLABS", "CHARACTER")
                .currency("EUR")
                .invoice("INV-1")
                .request("a")
                .write();
        book.line("2026-10-09", 0, "0.3")
                .kind("USAGE")
                .sku("MYSTERY", "IMAGE")
                .currency("EUR")
                .invoice("INV-1")
                .write();
        book.line("2026-10-31", 0, "0.5")
                .kind("TAX")
                .currency("EUR")
                .invoice("INV-1")
                .write();
    }

    @Test
    void anInvoiceWithoutARateIsOneBreakWithBothUnits() {
        invoiceInEuros();

        UUID run = book.reconcile();

        assertThat(breaks(run)).singleElement().satisfies(found -> {
            assertThat(found.cause()).isEqualTo(Cause.CURRENCY);
            assertThat(found.invoiceId()).isEqualTo("INV-1");
            assertThat(found.recordedCost()).isEqualTo("3");
            assertThat(found.unit()).isEqualTo("USD");
            assertThat(found.billedCost()).isEqualTo("3.3");
            assertThat(found.billedUnit()).isEqualTo("EUR");
            assertThat(found.variance()).isNull();
            assertThat(found.records()).isEqualTo(5);
        });
        assertThat(acme(run).billedCost()).isEqualTo("0");
        assertThat(acme(run).variance()).isEqualTo("0");
        assertThat(acme(run).matchedRecords()).isZero();
        assertThat(book.report(run).foreign())
                .containsExactly(new Report.Foreign(book.provider(), "EUR", "2026-10", 5, "3.3", null, null));
    }

    @Test
    void withARateTheConvertedAmountsAreCompared() {
        invoiceInEuros();
        rates.enter(book.provider(), "EUR", "2026-10", "1.2");

        UUID run = book.reconcile();

        assertThat(book.found(run))
                .containsExactly("TAX INV-1|EUR 0.6 USD", "UNKNOWN_SKU 2026-10-09|MYSTERY|IMAGE|USD 0.36 USD");
        assertThat(acme(run).billedCost()).isEqualTo("3.36");
        assertThat(acme(run).accounted().tax()).isEqualTo("0.6");
        assertThat(acme(run).matchedCost()).isEqualTo("3");
        assertThat(book.report(run).foreign())
                .containsExactly(new Report.Foreign(book.provider(), "EUR", "2026-10", 5, "3.3", "1.2", "3.96"));
    }

    @Test
    void aDearerInvoiceInEurosIsToldInDollars() {
        book.images("2026-10-06", 40).write();
        book.line("2026-10-06", 40, "2").currency("EUR").write();
        book.images("2026-10-07", 1).request("a").write();
        book.line("2026-10-07", 1, "0.05").currency("EUR").request("a").write();
        rates.enter(null, "EUR", "2026-10", "1.2");

        assertThat(book.found(book.reconcile()))
                .containsExactly("PRICE 2026-10-06|IMAGE|FLUX_2_PRO|IMAGE 1.2 USD", "PRICE a|IMAGE 0.03 USD");
    }

    @Test
    void eachMonthHasARateOfItsOwn() {
        book.covers("2026-09-01", "2026-10-31");
        book.images("2026-09-06", 40).write();
        book.line("2026-09-06", 40, "1").currency("EUR").invoice("INV-1").write();
        book.images("2026-10-06", 40).write();
        book.line("2026-10-06", 40, "1").currency("EUR").invoice("INV-1").write();
        rates.enter(null, "EUR", "2026-09", "1.2");
        var bothMonths = InvoiceBook.window("2026-09-01", "2026-11-01");

        assertThat(book.found(book.reconcile(bothMonths))).containsExactly("CURRENCY INV-1|EUR 1 EUR");

        rates.enter(null, "EUR", "2026-10", "1.3");

        assertThat(book.found(book.reconcile(bothMonths)))
                .containsExactly("PRICE 2026-10-06|IMAGE|FLUX_2_PRO|IMAGE 0.1 USD");
    }

    @Test
    void theProvidersOwnRateGoesFirst() {
        book.images("2026-10-06", 40).write();
        book.line("2026-10-06", 40, "1").currency("EUR").write();
        rates.enter(null, "EUR", "2026-10", "1.5");
        rates.enter("OTHER", "EUR", "2026-10", "7");
        rates.enter(book.provider(), "EUR", "2026-10", "1.1");
        rates.enter(book.provider(), "EUR", "2026-10", "1.2");

        assertThat(book.found(book.reconcile())).isEmpty();

        rates.takeBack(book.provider(), "EUR", "2026-10");

        assertThat(book.found(book.reconcile())).containsExactly("PRICE 2026-10-06|IMAGE|FLUX_2_PRO|IMAGE 0.3 USD");
    }

    @Test
    void linesThatNameNoInvoiceAreOneBreakOfTheirMonth() {
        book.line("2026-10-06", 10, "0.3").currency("EUR").write();
        book.line("2026-10-07", 10, "0.4").currency("EUR").until("2026-10-09").write();
        book.line("2026-10-07", 10, "40").currency("JPY").write();

        assertThat(book.found(book.reconcile()))
                .containsExactly("CURRENCY 2026-10-01|EUR 0.7 EUR", "CURRENCY 2026-10-01|JPY 40 JPY");
    }

    @Test
    void whatIsBilledInEurosIsNotMissing() {
        book.images("2026-10-05", 1).request("in dollars").write();
        book.line("2026-10-05", 1, "0.03").request("in dollars").write();
        book.images("2026-10-06", 1).request("a week later").write();
        book.line("2026-10-13", 1, "0.025")
                .currency("EUR")
                .request("a week later")
                .write();
        book.images("2026-10-28", 1).request("next month").write();
        book.line("2026-11-09", 1, "0.025")
                .currency("EUR")
                .request("next month")
                .write();
        book.images("2026-10-28", 1).request("never").write();

        assertThat(book.found(book.reconcile()))
                .containsExactly("CURRENCY 2026-10-01|EUR 0.025 EUR", "RECORDED_NOT_BILLED never|IMAGE -0.03 USD");
    }

    @Test
    void aRequestThatIsBilledLaterInEurosIsComparedOnceThereIsARate() {
        book.images("2026-10-05", 1).request("in dollars").write();
        book.line("2026-10-05", 1, "0.03").request("in dollars").write();
        book.images("2026-10-28", 1).request("next month").write();
        book.line("2026-11-09", 1, "0.025")
                .currency("EUR")
                .request("next month")
                .write();
        rates.enter(null, "EUR", "2026-11", "1.2");

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void theBreakEndsOnceThereIsARate() {
        invoiceInEuros();
        UUID before = book.reconcile();
        rates.enter(null, "EUR", "2026-10", "1.2");
        UUID after = book.reconcile();

        assertThat(breaks(before)).singleElement().satisfies(found -> {
            assertThat(found.state()).isEqualTo(BreakState.RESOLVED);
            assertThat(found.resolvedByRun()).isEqualTo(after);
        });
    }

    @Test
    void anAcceptedInvoiceStaysSoUntilItsAmountChanges() {
        invoiceInEuros();
        book.reconcile();
        accept();
        book.reconcile(InvoiceBook.window("2026-10-20", "2026-11-24"));
        assertThat(breaks(book.reconcile())).singleElement().matches(found -> found.state() == BreakState.ACCEPTED);

        book.line("2026-10-20", 1, "0.1").currency("EUR").invoice("INV-1").write();

        assertThat(breaks(book.reconcile())).singleElement().matches(found -> found.state() == BreakState.OPEN);
    }

    private void accept() {
        Sql.on(book.pool()).update("UPDATE reconciliation_break SET state = 'ACCEPTED'");
    }

    @Test
    void taxInEurosIsExpectedOnTheUsageInEuros() {
        book.terms(new ComparisonTerms(5_000, Unit.USD.parse("0.01"), ComparisonTerms.millionths("19")));
        book.images("2026-10-06", 100).write();
        book.line("2026-10-06", 100, "2.5").currency("EUR").invoice("INV-2").write();
        book.line("2026-10-31", 0, "0.475")
                .kind("TAX")
                .currency("EUR")
                .invoice("INV-2")
                .write();
        rates.enter(null, "EUR", "2026-10", "1.2");

        assertThat(book.found(book.reconcile())).isEmpty();
    }
}
