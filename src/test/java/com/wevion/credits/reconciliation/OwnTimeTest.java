package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.report.Report;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import com.wevion.credits.reconciliation.rules.Window;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Charges that begin and end within a day, or after the window: each is compared with the work of its own time. */
class OwnTimeTest {
    private static final String IMAGES = "|IMAGE|FLUX_2_PRO|IMAGE ";
    private static final LocalDate FIRST = LocalDate.of(2026, 8, 3);
    private static final Window AUGUST = InvoiceBook.window("2026-08-01", "2026-08-17");

    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
    }

    @AfterEach
    void close() {
        book.close();
    }

    /** Fifteen days of Los Angeles at double price, from the 3rd on. */
    private void daysFromSevenOnAtDoublePrice() {
        book.covers("2026-08-03", "2026-08-17");
        book.coversTimes("2026-08-03T07:00Z", "2026-08-18T07:00Z");
        for (LocalDate day = FIRST; day.isBefore(FIRST.plusDays(15)); day = day.plusDays(1)) {
            book.images(day.toString(), 10).write();
            book.line(day.toString(), 10, "0.6")
                    .between(day + "T07:00:00Z", day.plusDays(1) + "T07:00:00Z")
                    .write();
        }
    }

    private List<String> breaks() {
        return Sql.on(book.pool())
                .list(
                        "SELECT key, state, owner, note FROM reconciliation_break ORDER BY key",
                        row -> row.getString("key") + " " + row.getString("state") + " " + row.getString("owner") + " "
                                + row.getString("note"));
    }

    private Report.Provider figures(UUID run) {
        return book.report(run).providers().get(0);
    }

    @Test
    void daysThatBeginAtSevenAreComparedWithTheirOwnTime() {
        daysFromSevenOnAtDoublePrice();

        UUID run = book.reconcile(AUGUST);

        assertThat(book.found(run))
                .hasSize(13)
                .allSatisfy(found -> assertThat(found).startsWith("PRICE ").endsWith(" 0.3 USD"));
        assertThat(figures(run).notYetComparable()).isEqualTo(new Report.NotYetComparable(1, "0.6", 1, "0.3"));
        assertThat(figures(run).matchedShare()).isEqualTo("0.00");
        assertThat(figures(run).breaks()).isEqualTo(13);
    }

    @Test
    void aBreakKeepsWhatPeopleSaidOfItWhenTheNextDayComes() {
        daysFromSevenOnAtDoublePrice();
        book.reconcile(AUGUST);
        Sql.on(book.pool())
                .update("UPDATE reconciliation_break SET owner = 'Ada', note = 'ticket', state = 'DISPUTED'");
        List<String> before = breaks();

        book.reconcile(InvoiceBook.window("2026-08-01", "2026-08-18"));

        assertThat(breaks())
                .hasSize(14)
                .containsAll(before)
                .contains("2026-08-16..2026-08-17|IMAGE|FLUX_2_PRO|IMAGE OPEN null null");
    }

    @Test
    void workBeforeTheFirstChargeWaitsForItsInvoice() {
        daysFromSevenOnAtDoublePrice();
        book.images("2026-08-03", 7).at("2026-08-03T06:59:59Z").write();

        UUID run = book.reconcile(AUGUST);

        assertThat(book.found(run)).hasSize(13);
        assertThat(figures(run).awaitingInvoice()).isEqualTo(new Report.Awaiting(1, "0.21"));
        assertThat(figures(run).recordedCost()).isEqualTo("3.9");
        assertThat(figures(run).matchedRecords()).isZero();
    }

    @Test
    void aMissingDayThatBeginsAtSevenIsMissed() {
        book.covers("2026-08-03", "2026-08-05");
        book.coversTimes("2026-08-03T07:00Z", "2026-08-06T07:00Z");
        for (String day : List.of("2026-08-03", "2026-08-04", "2026-08-05")) {
            book.images(day, 10).write();
        }
        book.line("2026-08-03", 10, "0.3")
                .between("2026-08-03T07:00:00Z", "2026-08-04T07:00:00Z")
                .write();
        book.line("2026-08-05", 10, "0.3")
                .between("2026-08-05T07:00:00Z", "2026-08-06T07:00:00Z")
                .write();

        UUID run = book.reconcile(AUGUST);

        assertThat(book.found(run)).containsExactly("RECORDED_NOT_BILLED 2026-08-04" + IMAGES + "-0.3 USD");
        assertThat(book.only(run).startsAt()).isEqualTo("2026-08-04T07:00:00Z");
        assertThat(book.only(run).endsAt()).isEqualTo("2026-08-05T00:00:00Z");
        assertThat(figures(run).matchedShare()).isEqualTo("66.66");
    }

    @Test
    void workAtTheEdgeOfADayMayBeCountedForItsNeighbour() {
        book.covers("2026-08-03", "2026-08-04");
        book.images("2026-08-03", 10).write();
        book.images("2026-08-04", 5).at("2026-08-04T07:00:01Z").write();
        book.line("2026-08-03", 15, "0.45")
                .between("2026-08-03T07:00:00Z", "2026-08-04T07:00:00Z")
                .write();
        book.images("2026-08-04", 10).write();
        book.line("2026-08-04", 10, "0.3")
                .between("2026-08-04T07:00:00Z", "2026-08-05T07:00:00Z")
                .write();

        UUID run = book.reconcile(AUGUST);

        assertThat(book.found(run)).isEmpty();
        assertThat(figures(run).matchedShare()).isEqualTo("100.00");
    }

    @Test
    void hoursAreComparedWithTheirDay() {
        book.images("2026-10-06", 10).at("2026-10-06T09:59:59Z").write();
        book.images("2026-10-06", 10).at("2026-10-06T23:30:00Z").write();
        book.line("2026-10-06", 10, "0.3")
                .between("2026-10-06T10:00:00Z", "2026-10-06T11:00:00Z")
                .write();
        book.line("2026-10-06", 10, "0.9")
                .between("2026-10-06T23:00:00Z", "2026-10-07T00:00:00Z")
                .write();

        assertThat(book.found(book.reconcile())).containsExactly("PRICE 2026-10-06" + IMAGES + "0.6 USD");
    }

    @Test
    void aChargeThatEndsAfterTheWindowIsNotYetComparable() {
        book.covers("2026-05-01", "2026-05-31");
        for (int day = 1; day <= 30; day++) {
            book.images(LocalDate.of(2026, 5, day).toString(), 10).write();
        }
        book.line("2026-05-01", 300, "18").until("2026-05-31").write();

        UUID run = book.reconcile(InvoiceBook.window("2026-05-01", "2026-05-31"));

        assertThat(book.found(run)).isEmpty();
        assertThat(figures(run).notYetComparable()).isEqualTo(new Report.NotYetComparable(1, "18", 30, "9"));
        assertThat(figures(run).matchedShare()).isNull();
        assertThat(book.found(book.reconcile(InvoiceBook.window("2026-05-01", "2026-06-01"))))
                .containsExactly("PRICE 2026-05-01..2026-05-31" + IMAGES + "9 USD");
    }

    @Test
    void aBreakKeepsItsNameWhenDaysJoinIt() {
        book.images("2026-10-03", 10).write();
        book.line("2026-10-01", 20, "0.6").until("2026-10-07").write();
        book.reconcile();
        Sql.on(book.pool())
                .update("UPDATE reconciliation_break SET owner = 'Ada', note = 'ticket', state = 'DISPUTED'");
        List<String> before = breaks();
        book.line("2026-10-05", 30, "0.9").until("2026-10-11").write();
        book.line("2026-09-28", 10, "0.3").until("2026-10-04").write();

        UUID run = book.reconcile();

        assertThat(breaks())
                .isEqualTo(before)
                .containsExactly("2026-10-01..2026-10-07|IMAGE|FLUX_2_PRO|IMAGE DISPUTED Ada ticket");
        assertThat(book.found(run)).containsExactly("QUANTITY 2026-10-01..2026-10-07" + IMAGES + "1.5 USD");
    }

    @Test
    void aBreakStaysWhileItsTimeCannotBeDecided() {
        book.images("2026-10-03", 10).write();
        book.line("2026-10-03", 20, "0.6").write();
        book.reconcile();
        book.line("2026-10-01", 1, "0.03").until("2026-10-31").write();

        UUID run = book.reconcile(InvoiceBook.window("2026-10-01", "2026-10-20"));

        assertThat(book.found(run)).isEmpty();
        assertThat(breaks()).containsExactly("2026-10-03|IMAGE|FLUX_2_PRO|IMAGE OPEN null null");
        assertThat(figures(run).notYetComparable()).isEqualTo(new Report.NotYetComparable(2, "0.63", 1, "0.3"));
    }

    @Test
    void anUnknownSkuWhoseTimeIsNotOverIsNotYetComparable() {
        book.line("2026-10-06", 10, "0.5")
                .sku("GPT-9", "IMAGE")
                .until("2026-10-25")
                .write();

        UUID run = book.reconcile(InvoiceBook.window("2026-10-01", "2026-10-20"));

        assertThat(book.found(run)).isEmpty();
        assertThat(figures(run).notYetComparable()).isEqualTo(new Report.NotYetComparable(1, "0.5", 0, "0"));
        assertThat(book.found(book.reconcile()))
                .containsExactly("UNKNOWN_SKU 2026-10-06..2026-10-25|GPT-9|IMAGE|USD 0.5 USD");
    }

    @Test
    void aRequestOfTheLastHoursOfAMonthIsNotLate() {
        book.images("2026-11-01", 10)
                .at("2026-11-01T06:59:59Z")
                .request("evening")
                .write();
        book.line("2026-10-31", 10, "0.3")
                .request("evening")
                .between("2026-10-31T07:00:00Z", "2026-11-01T07:00:00Z")
                .write();
        book.images("2026-11-01", 10)
                .at("2026-11-01T12:00:00Z")
                .request("early")
                .write();
        book.line("2026-10-31", 10, "0.3")
                .request("early")
                .between("2026-10-30T07:00:00Z", "2026-10-31T07:00:00Z")
                .write();

        UUID run = book.reconcile(InvoiceBook.window("2026-10-01", "2026-11-02"));

        assertThat(book.found(run)).containsExactly("LATE_USAGE early|IMAGE 0.3 USD");
    }

    @Test
    void aBreakKeepsItsNameWhenTheZoneIsSet() {
        daysFromSevenOnAtDoublePrice();
        book.reconcile(AUGUST);
        List<String> before = breaks();
        zone("America/Los_Angeles");

        UUID run = book.reconcile(AUGUST);

        assertThat(before).hasSize(13);
        assertThat(breaks())
                .hasSize(14)
                .containsAll(before)
                .contains("2026-08-16|IMAGE|FLUX_2_PRO|IMAGE OPEN null null");
        assertThat(figures(run).notYetComparable().lines()).isZero();
    }

    private void zone(String zone) {
        book.terms(new ComparisonTerms(5_000, Unit.USD.parse("0.01"), 0, zone));
    }
}
