package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.platform.database.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that are billed in parts, twice, late or after several attempts; and breaks through the runs. */
class RequestHistoryTest {
    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
    }

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void equalLinesOfARequestThatAddUpAreNoDuplicates() {
        book.images("2026-10-06", 4).request("a").write();
        book.line("2026-10-06", 2, "0.06").request("a").write();
        book.line("2026-10-06", 2, "0.06").request("a").write();
        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void partsOfARequestOnTwoDaysAreAddedUp() {
        book.images("2026-10-06", 5).request("a").write();
        book.line("2026-10-06", 2, "0.06").request("a").write();
        book.line("2026-10-07", 3, "0.09").request("a").write();
        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void onceOnADayAndTwiceOnALaterOneIsTwoTooMany() {
        book.images("2026-10-06", 2).request("a").write();
        book.line("2026-10-06", 2, "0.06").request("a").write();
        book.line("2026-10-19", 2, "0.06").request("a").write();
        book.line("2026-10-19", 2, "0.06").request("a").write();
        assertThat(book.found(book.reconcile())).containsExactly("DUPLICATE a|IMAGE 0.12 USD");
    }

    @Test
    void onceOnTheNextDayAndTwiceOnALaterOneIsTwoTooMany() {
        book.images("2026-10-05", 2).request("a").write();
        book.line("2026-10-06", 2, "0.06").request("a").write();
        book.line("2026-10-19", 2, "0.06").request("a").write();
        book.line("2026-10-19", 2, "0.06").request("a").write();
        assertThat(book.found(book.reconcile())).containsExactly("DUPLICATE a|IMAGE 0.12 USD");
    }

    @Test
    void billedFiveDaysLaterIsNoBreakInALaterWindowEither() {
        book.images("2026-10-01", 2).request("a").write();
        book.line("2026-10-06", 2, "0.06").request("a").write();
        assertThat(book.found(book.reconcile())).isEmpty();
        assertThat(book.found(book.reconcile(InvoiceBook.window("2026-10-06", "2026-11-01"))))
                .isEmpty();
    }

    @Test
    void aLineOfARequestOfTheDayBeforeKeepsItsRequest() {
        book.images("2026-10-06", 1).request("a").write();
        book.line("2026-10-07", 1, "0.03").request("a").write();
        book.images("2026-10-07", 1).write();
        book.line("2026-10-07", 1, "0.03").request("x").write();
        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void aQuantityThatIsGarbageIsABreakAndNotTheEndOfTheRun() {
        book.images("2026-10-06", 1).request("a").write();
        book.line("2026-10-06", 1_000_000_000_000L, "0.03").request("a").write();
        assertThat(book.found(book.reconcile())).hasSize(1);
    }

    @Test
    void theProvidersNameInTheCatalogueIsMadeCanonical() {
        book.rateOf("Acme " + book.provider().substring(5), "SPACED");
        book.images("2026-10-06", 2).write();
        book.line("2026-10-06", 2, "0.06").sku("SPACED", "IMAGE").write();
        assertThat(book.found(book.reconcile())).noneMatch(found -> found.startsWith("UNKNOWN_SKU"));
    }

    @Test
    void theCheckOfScopesHoldsAfterACorrection() throws Exception {
        book.images("2026-10-06", 10).request("a").write();
        book.line("2026-10-06", 10, "0.5").request("a").key("chg-1").write();
        book.file();
        book.line("2026-10-20", 0, "-0.2").corrects("chg-1").write();
        Sql.on(book.pool()).update("""
                UPDATE invoice_scope s SET (first_day, last_day, lines) =
                  (SELECT min(day), max(day), count(*) FROM invoice_line l WHERE l.import_id = s.import_id)
                 WHERE import_id IN (SELECT import_id FROM invoice_line WHERE provider = ?)""", book.provider());
        Sql.on(book.pool()).update("""
                UPDATE invoice_import i SET accepted = (SELECT count(*) FROM invoice_line l WHERE l.import_id = i.id)
                 WHERE provider = ?""", book.provider());
        String check = java.nio.file.Files.readString(java.nio.file.Path.of("sql/checks/invoice_lines_are_counted.sql"))
                .replaceAll("(?m)^--.*$", "")
                .strip()
                .replaceAll(";$", "");
        String mine =
                "SELECT c.* FROM (" + check + ") c JOIN invoice_import i ON i.id = c.import_id WHERE i.provider = ?";
        assertThat(Sql.on(book.pool()).list(mine, row -> row.getString(1), book.provider()))
                .isEmpty();
        book.reconcile();
        assertThat(Sql.on(book.pool()).list(mine, row -> row.getString(1), book.provider()))
                .isEmpty();
    }

    @Test
    void aBreakIsThereAfterItsRunIsForgotten() {
        book.line("2026-10-06", 1, "0.5").request("x").write();
        book.reconcile();
        book.reconcile(InvoiceBook.window("2026-09-01", "2026-09-10"));
        book.runs().forget(1);
        var id = Sql.on(book.pool())
                .first(
                        "SELECT id FROM reconciliation_break WHERE provider = ?",
                        row -> Sql.uuid(row, "id"),
                        book.provider())
                .orElseThrow();
        book.breaks().found(id);
    }

    @Test
    void aRequestOfTwoAttemptsOfWhichOneFailedIsBilledOnce() {
        book.images("2026-10-06", 2).request("a").outcome("FAILED").cost(null).write();
        book.images("2026-10-06", 2).request("a").write();
        book.line("2026-10-06", 2, "0.06").request("a").write();
        assertThat(book.found(book.reconcile())).isEmpty();
    }
}
