package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.reconciliation.report.Report;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import com.wevion.credits.reconciliation.rules.Window;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Providers that count their days in another time zone than UTC. */
class ProviderZoneTest {
    private static final String IMAGES = "|IMAGE|FLUX_2_PRO|IMAGE ";

    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
    }

    @AfterEach
    void close() {
        book.close();
    }

    private Report.Provider figures(UUID run) {
        return book.report(run).providers().get(0);
    }

    private void zone(String zone) {
        book.terms(new ComparisonTerms(5_000, Unit.USD.parse("0.01"), 0, zone));
    }

    @Test
    void daysOfAProviderAreThoseOfItsZone() {
        zone("America/Los_Angeles");
        book.images("2026-10-07", 10).at("2026-10-07T06:59:59Z").write();
        book.line("2026-10-06", 10, "0.3").write();
        book.images("2026-10-20", 10).at("2026-10-20T07:00:00Z").write();
        book.line("2026-10-20", 10, "0.6").write();
        book.images("2026-11-01", 10).at("2026-11-01T06:59:59Z").write();
        book.line("2026-10-31", 10, "0.9").write();

        UUID run = book.reconcile();

        assertThat(book.found(run))
                .containsExactly("PRICE 2026-10-20" + IMAGES + "0.3 USD", "PRICE 2026-10-31" + IMAGES + "0.6 USD");
        assertThat(figures(run).recordedCost()).isEqualTo("0.9");
        assertThat(figures(run).billedCost()).isEqualTo("1.8");
        assertThat(figures(run).matchedShare()).isEqualTo("16.66");
    }

    @Test
    void daysThatBeginBeforeThoseInUtc() {
        zone("Asia/Shanghai");
        book.images("2026-10-05", 10).at("2026-10-05T16:00:00Z").write();
        book.line("2026-10-06", 10, "0.3").write();
        book.images("2026-09-30", 10).at("2026-09-30T16:00:00Z").write();
        book.images("2026-10-31", 10).at("2026-10-31T16:00:00Z").write();
        book.line("2026-10-01", 20, "0.6").write();

        UUID run = book.reconcile();

        assertThat(book.found(run)).containsExactly("QUANTITY 2026-10-01" + IMAGES + "0.3 USD");
        assertThat(figures(run).recordedCost()).isEqualTo("0.6");
    }

    @Test
    void daysWithTwentyThreeAndTwentyFiveHours() {
        zone("America/Los_Angeles");
        book.covers("2026-03-07", "2026-03-09");
        book.images("2026-03-08", 10).at("2026-03-08T08:00:00Z").write();
        book.images("2026-03-08", 10).at("2026-03-09T06:59:59Z").write();
        book.line("2026-03-08", 20, "0.6")
                .between("2026-03-08T08:00:00Z", "2026-03-09T07:00:00Z")
                .write();
        book.images("2026-03-09", 10).at("2026-03-09T07:00:00Z").write();
        book.line("2026-03-09", 10, "0.3").write();
        book.file();
        book.covers("2026-10-31", "2026-11-02");
        book.images("2026-11-02", 10).at("2026-11-02T07:59:59Z").write();
        book.line("2026-11-01", 10, "0.9").write();

        assertThat(book.found(book.reconcile(InvoiceBook.window("2026-03-01", "2026-04-01"))))
                .isEmpty();
        assertThat(book.found(book.reconcile(InvoiceBook.window("2026-10-31", "2026-11-03"))))
                .containsExactly("PRICE 2026-11-01" + IMAGES + "0.6 USD");
    }

    /** The night is at four UTC, which is the evening of the day before in Los Angeles. */
    @Test
    void byNightADayThatIsNotOverIsNotYetComparable() {
        zone("America/Los_Angeles");
        book.covers("2026-10-01", "2026-11-01");
        book.images("2026-10-31", 10).write();
        book.line("2026-10-31", 20, "0.6").write();
        book.images("2026-11-01", 10).write();
        book.line("2026-11-01", 20, "0.6").write();
        Window window = InvoiceBook.window("2026-10-01", "2026-11-02");
        book.byNight();

        UUID run = book.reconcile(window);

        assertThat(book.found(run)).containsExactly("QUANTITY 2026-10-31" + IMAGES + "0.3 USD");
        assertThat(book.report(run).undecided())
                .containsExactly(new Report.Undecided(
                        book.provider(),
                        "IMAGE",
                        "FLUX_2_PRO",
                        "IMAGE",
                        null,
                        Instant.parse("2026-11-01T07:00:00Z"),
                        Instant.parse("2026-11-02T08:00:00Z"),
                        1,
                        "0.6",
                        "USD"));
    }

    @Test
    void byNightADayOfUtcIsOver() {
        book.covers("2026-10-01", "2026-11-01");
        book.images("2026-11-01", 10).write();
        book.line("2026-11-01", 20, "0.6").write();
        book.byNight();

        assertThat(book.found(book.reconcile(InvoiceBook.window("2026-10-01", "2026-11-02"))))
                .containsExactly("QUANTITY 2026-11-01" + IMAGES + "0.3 USD");
    }

    @Test
    void requestsAreBilledInTheMonthOfTheProvider() {
        zone("America/Los_Angeles");
        book.images("2026-11-01", 10)
                .at("2026-11-01T03:00:00Z")
                .request("late evening")
                .write();
        book.line("2026-10-31", 10, "0.3").request("late evening").write();
        book.images("2026-10-06", 10).at("2026-10-06T03:00:00Z").request("dear").write();
        book.line("2026-10-06", 10, "0.5")
                .request("dear")
                .between("2026-10-06T02:59:00Z", "2026-10-06T03:00:00Z")
                .write();

        UUID run = book.reconcile();

        assertThat(book.found(run)).containsExactly("PRICE dear|IMAGE 0.2 USD");
        assertThat(figures(run).matchedCost()).isEqualTo("0.3");
    }
}
