package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.invoice.ImportView;
import com.wevion.credits.invoice.InvoiceFiles;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The days that an invoice is about: what is not billed on them is missed. */
class BillingPeriodTest {
    private static final String MISSED = "RECORDED_NOT_BILLED 2026-10-30|IMAGE|FLUX_2_PRO|IMAGE -0.3 USD";

    private static final String OCTOBER = "2026-10-01T00:00:00Z,2026-11-01T00:00:00Z";

    private InvoiceBook book;
    private int files;

    @BeforeEach
    void open() {
        book = InvoiceBook.empty("ACME_1");
        book.rate("IMAGE", "FLUX_2_PRO", "IMAGE", 1, Unit.USD.parse("0.03"), "flux-2-pro");
        book.rate("TTS", "ELEVENLABS", "CHARACTER", 1, Unit.USD.parse("0.0003"), "voice");
        book.images("2026-10-01", 10).write();
        book.images("2026-10-30", 10).write();
    }

    @AfterEach
    void close() {
        book.close();
    }

    /** A file that comes at this time, with the first day of October and other rows. */
    private ImportView file(String at, String period, String invoice, String... rows) {
        String text =
                "BilledCost,BillingCurrency,ChargeCategory,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,"
                        + "InvoiceId,SkuId,ConsumedQuantity,ConsumedUnit\n"
                        + row(period, "2026-10-01", "2026-10-02", invoice)
                        + String.join("", rows);
        Clock clock = Clock.fixed(Instant.parse(at), ZoneOffset.UTC);
        return new InvoiceFiles(book.pool(), clock)
                .take(book.provider(), "FOCUS", "part " + ++files + ".csv", "NONE", text);
    }

    private static String row(String period, String from, String to, String invoice) {
        return "0.3,USD,Usage," + period + "," + from + "," + to + "," + invoice + ",flux-2-pro,10,Images\n";
    }

    private List<String> found() {
        return book.found(book.reconcile());
    }

    @Test
    void anInvoiceThatCameAfterItsPeriodClosesIt() {
        file("2026-11-01T00:00:00Z", OCTOBER, "INV-1");
        assertThat(found()).containsExactly(MISSED);
    }

    @Test
    void anInvoiceThatCameWithinItsPeriodDoesNotCloseIt() {
        file("2026-10-31T23:59:59Z", OCTOBER, "INV-1");
        assertThat(found()).isEmpty();
    }

    @Test
    void aPeriodIsNotClosedWhileALineOfItNamesNoInvoice() {
        book.images("2026-10-01", 10).write();
        file("2026-11-05T23:59:59Z", OCTOBER, "INV-1", row(OCTOBER, "2026-10-01", "2026-10-02", ""));
        assertThat(found()).isEmpty();
    }

    @Test
    void aFileThatCameFiveDaysAfterItsPeriodClosesItWithoutAnInvoice() {
        file("2026-11-06T00:00:00Z", OCTOBER, "");
        assertThat(found()).containsExactly(MISSED);
    }

    @Test
    void theSameFileAFewDaysLaterClosesThePeriodToo() {
        file("2026-11-05T23:59:59Z", OCTOBER, "");
        assertThat(found()).isEmpty();
        file("2026-11-06T00:00:00Z", OCTOBER, "");
        assertThat(found()).containsExactly(MISSED);
    }

    @Test
    void aFileThatTellsNoPeriodIsAboutTheDaysOfItsCharges() {
        file("2026-11-20T00:00:00Z", ",", "INV-1");
        assertThat(found()).isEmpty();
    }

    @Test
    void thePeriodIsThatOfTheProvidersDays() {
        book.terms(new ComparisonTerms(5_000, Unit.USD.parse("0.01"), 0, "America/Los_Angeles"));
        book.images("2026-11-01", 10).at("2026-11-01T06:59:59Z").write();
        file("2026-11-01T07:00:00Z", OCTOBER, "INV-1");
        assertThat(found()).containsExactly(MISSED, "RECORDED_NOT_BILLED 2026-10-31|IMAGE|FLUX_2_PRO|IMAGE -0.3 USD");
    }

    @Test
    void aPeriodWithAnOffsetEndsWithIt() {
        book.images("2026-11-01", 10).at("2026-11-01T06:59:59Z").write();
        file("2026-11-01T07:00:00Z", "2026-10-01T00:00:00-07:00,2026-11-01T00:00:00-07:00", "INV-1");
        assertThat(book.found(book.reconcile(InvoiceBook.window("2026-10-01", "2026-11-02"))))
                .containsExactly(MISSED, "RECORDED_NOT_BILLED 2026-11-01|IMAGE|FLUX_2_PRO|IMAGE -0.3 USD");
    }

    @Test
    void aChargeOfAMonthIsAboutAllOfItOnceItIsOver() {
        fileWithAMonth("2026-11-01T00:00:00Z");
        assertThat(found()).containsExactly(MISSED);
    }

    @Test
    void aChargeOfAMonthThatIsNotOverIsAboutItsFirstDay() {
        fileWithAMonth("2026-10-31T23:59:59Z");
        assertThat(found()).isEmpty();
    }

    private void fileWithAMonth(String at) {
        book.images("2026-10-03", 1000)
                .of("TTS", "ELEVENLABS", "CHARACTER")
                .cost("0.3")
                .write();
        file(at, ",", "", "0.3,USD,Usage,,,2026-10-01,2026-11-01,,voice,1000,Characters\n");
    }

    @Test
    void aPeriodOfAThousandYearsIsRefusedWithItsRow() {
        ImportView taken = file(
                "2026-11-01T00:00:00Z",
                ",",
                "INV-1",
                row("2000-01-01,2999-01-01", "2026-10-02", "2026-10-03", "INV-1"));
        assertThat(taken.refusedRows())
                .singleElement()
                .satisfies(refused ->
                        assertThat(refused.reason()).startsWith("the billing period is not one of up to 92 days"));
        assertThat(found()).isEmpty();
    }
}
