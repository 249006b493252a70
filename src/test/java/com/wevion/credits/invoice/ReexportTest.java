package com.wevion.credits.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.trail.Author;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same charges exported again, once the provider has made an invoice of them or in another form. */
class ReexportTest {
    private final ImportBook book = new ImportBook();

    @AfterEach
    void close() {
        book.close();
    }

    private Month month() {
        return new Month(book);
    }

    private InvoiceRefused refusal(Month month) {
        return refusal(month, null);
    }

    private InvoiceRefused refusal(Month month, String fileName) {
        InvoiceRefused refused = catchThrowableOfType(InvoiceRefused.class, () -> month.take(fileName));
        assertThat(refused).isNotNull();
        return refused;
    }

    private ImportStatus status(UUID id) {
        return book.imports.of(id).status();
    }

    /** Dollars of the lines that count, times ten. */
    private long billedDimes() {
        return book.number("SELECT coalesce(sum(l.cost_nanos), 0)::bigint / 100000000 FROM invoice_line l"
                + " JOIN invoice_import i ON i.id = l.import_id WHERE i.status = 'IMPORTED'");
    }

    @Test
    void chargesWithAnInvoiceTakeThePlaceOfTheSameOnesWithoutOne() {
        UUID estimate = month().days(3, 12, "", 10).take().importId();
        ImportView bill = month().days(3, 12, "INV-77", 10).take();
        assertThat(bill.supersedes()).containsExactly(estimate);
        assertThat(status(estimate)).isEqualTo(ImportStatus.SUPERSEDED);
        assertThat(billedDimes()).isEqualTo(100);
    }

    @Test
    void alsoWhereOnlySomeRowsGotAnInvoiceAndTheOthersLater() {
        UUID first = month().days(3, 12, "", 10).take().importId();
        UUID second =
                month().days(3, 7, "INV-77", 10).days(8, 12, "", 10).take().importId();
        assertThat(status(first)).isEqualTo(ImportStatus.SUPERSEDED);
        ImportView third =
                month().days(3, 7, "INV-77", 10).days(8, 12, "INV-78", 10).take();
        assertThat(third.supersedes()).containsExactly(second);
        assertThat(billedDimes()).isEqualTo(100);
    }

    @Test
    void alsoWhereNoAccountIsNamed() {
        UUID first = month().account("").days(3, 12, "", 10).take("a.csv").importId();
        ImportView second = month().account("")
                .days(3, 11, "INV-77", 10)
                .days(3, 3, "", 1)
                .days(12, 12, "", 10)
                .take("b.csv");
        assertThat(second.supersedes()).containsExactly(first);
    }

    @Test
    void oneBillTakesThePlaceOfTheFilesOfItsDays() {
        UUID one = month().days(3, 3, "", 10).take().importId();
        UUID other = month().days(4, 4, "", 10).take().importId();
        UUID further = month().sku("sora").days(4, 4, "", 10).take(null, "NONE").importId();
        assertThat(month().days(3, 4, "INV-77", 10).take().supersedes()).containsExactly(one, other);
        assertThat(status(further)).isEqualTo(ImportStatus.IMPORTED);
    }

    @Test
    void aBillMayTellMoreThanTheEstimateOfTheLastDayAndOtherPrices() {
        UUID estimate = month().days(1, 30, "", 10).days(31, 31, "", 4).take().importId();
        Month bill = month();
        for (int day = 1; day <= 31; day++) {
            bill.line(day, day, "INV-77", 10, "0.97");
        }
        assertThat(bill.take().supersedes()).containsExactly(estimate);
    }

    @Test
    void aLineOfTheMonthSoFarIsTakenPlaceOfByThatOfTheWholeMonth() {
        UUID soFar = month().line(1, 15, "", 150, "15").take().importId();
        assertThat(month().line(1, 31, "INV-77", 310, "31").take().supersedes()).containsExactly(soFar);
    }

    @Test
    void twoInvoicesOfOneAccountAndMonthBothCount() {
        month().days(3, 12, "INV-A", 6).take();
        assertThat(month().days(3, 12, "INV-B", 4).take().supersedes()).isEmpty();
        assertThat(month().sku("sora").days(3, 12, "INV-C", 6).take().supersedes())
                .isEmpty();
        assertThat(month().account("acct-2").days(3, 12, "INV-D", 6).take().supersedes())
                .isEmpty();
        assertThat(billedDimes()).isEqualTo(220);
    }

    @Test
    void equalAmountsForOtherRequestsAreOtherCharges() {
        month().request("r-1").days(3, 12, "INV-A", 1).take();
        month().request("r-2").days(3, 12, "INV-B", 1).take();
        assertThat(billedDimes()).isEqualTo(20);
    }

    @Test
    void asksWhetherTheSameChargesUnderAnotherInvoiceAreOwedTwice() {
        UUID first = month().days(3, 12, "INV-A", 10).take("a.csv").importId();
        Month second = month().days(3, 12, "INV-B", 10).days(13, 20, "INV-B", 3);
        InvoiceRefused refused = refusal(second, "b.csv");
        assertThat(refused)
                .hasMessageContaining("it has the same charges as the import " + first
                        + " (a.csv), from 2026-10-03 to 2026-10-12 of the account acct-1, on invoice INV-B here and on invoice"
                        + " INV-A there")
                .hasMessageContaining(refused.importId() + " (b.csv)")
                .hasMessageContaining("supersedes=NONE");
        assertThat(refused.members().get("asksAbout")).isEqualTo(java.util.List.of(first));
        assertThat(book.imports.of(refused.importId()).asksAbout()).containsExactly(first);
        assertThat(billedDimes()).isEqualTo(100);

        assertThat(second.take("b.csv", first.toString()).supersedes()).containsExactly(first);
        assertThat(billedDimes()).isEqualTo(124);
    }

    @Test
    void asksInEitherOrderWhetherChargesWithoutAnInvoiceAreThoseOfOne() {
        UUID bill = month().days(3, 12, "INV-A", 10).take().importId();
        Month estimate = month().days(3, 12, "", 10);
        assertThat(refusal(estimate))
                .hasMessageContaining(bill.toString())
                .hasMessageContaining("without an invoice here and on invoice INV-A there");
        assertThat(estimate.take(null, "NONE").supersedes()).isEmpty();
        assertThat(billedDimes()).isEqualTo(200);
    }

    @Test
    void asksWhetherABillOfLessThanWasEstimatedIsAllOfIt() {
        UUID estimate = month().days(3, 12, "", 10).take().importId();
        assertThat(refusal(month().days(3, 12, "INV-A", 6))).hasMessageContaining(estimate.toString());
        assertThat(refusal(month().days(3, 7, "INV-A", 10))).hasMessageContaining(estimate.toString());
        assertThat(billedDimes()).isEqualTo(100);
    }

    @Test
    void asksWhetherALineOfAMonthIsTheLinesOfItsDays() {
        for (String[] invoices : new String[][] {{"", ""}, {"INV-1", "INV-1"}, {"INV-1", "INV-2"}, {"", "INV-2"}}) {
            String account = "acct" + invoices[0] + invoices[1];
            UUID daily = month().account(account)
                    .days(3, 12, invoices[0], 10)
                    .take("daily.csv")
                    .importId();
            assertThat(refusal(month().account(account).line(1, 31, invoices[1], 100, "10"), "monthly.csv"))
                    .hasMessageContaining("it charges several days at once where the import " + daily
                            + " (daily.csv) has shorter charges, from 2026-10-01 to 2026-10-31 of the account "
                            + account)
                    .hasMessageContaining("(monthly.csv)");
        }
    }

    @Test
    void asksInEitherOrderWhetherLinesOfDaysAreTheLineOfTheirMonth() {
        for (String[] invoices : new String[][] {{"", ""}, {"INV-1", "INV-1"}, {"INV-1", "INV-2"}, {"", "INV-2"}}) {
            String account = "acct" + invoices[0] + invoices[1];
            UUID monthly = month().account(account)
                    .line(1, 31, invoices[0], 310, "31")
                    .take("monthly.csv")
                    .importId();
            assertThat(refusal(month().account(account).days(1, 31, invoices[1], 10), "daily.csv"))
                    .hasMessageContaining("it has charges of shorter times where the import " + monthly
                            + " (monthly.csv) charges several days at once, from 2026-10-01 to 2026-10-31")
                    .hasMessageContaining("(daily.csv)");
        }
    }

    @Test
    void aCorrectionOfAFileWithBothKindsOfLinesIsNoQuestion() {
        UUID first = month().line(1, 31, "INV-1", 310, "31")
                .days(1, 31, "INV-1", 1)
                .take()
                .importId();
        assertThat(month().line(1, 31, "INV-1", 310, "30")
                        .days(1, 31, "INV-1", 1)
                        .take()
                        .supersedes())
                .containsExactly(first);
    }

    @Test
    void oneAnswerNamesSeveralImportsAndWhatIsClearNeedsNone() {
        UUID one = month().days(1, 15, "INV-1", 10).take().importId();
        UUID other = month().days(16, 31, "INV-2", 10).take().importId();
        UUID clear = month().sku("sora").days(1, 31, "", 1).take().importId();
        Month all = month().line(1, 31, "INV-3", 310, "31").sku("sora").days(1, 31, "INV-3", 1);
        assertThat(refusal(all)).hasMessageContaining(one.toString()).hasMessageContaining(other.toString());
        assertThat(all.take(null, one + "," + other).supersedes()).containsExactlyInAnyOrder(one, other, clear);
        assertThat(billedDimes()).isEqualTo(341);
    }

    @Test
    void anAnswerThatNamesAnImportThatDoesNotCountChangesNothing() {
        UUID one = month().days(1, 15, "INV-1", 10).take().importId();
        UUID nobody = UUID.randomUUID();
        assertThatThrownBy(() -> month().days(1, 15, "INV-2", 10).take(null, one + "," + nobody))
                .isInstanceOf(InvoiceRefused.class)
                .hasMessageContaining("the import " + nobody + " does not count");
        assertThat(status(one)).isEqualTo(ImportStatus.IMPORTED);
        for (String text : new String[] {"", ",", one + ",", "NONE," + one, "all"}) {
            assertThatThrownBy(() -> Supersede.of(text)).isInstanceOf(Invalid.class);
        }
        assertThat(Supersede.of(one + ", " + one).importIds()).containsExactly(one);
    }

    @Test
    void aRefusedFileWaitsUntilItIsAnswered() {
        month().days(3, 12, "INV-A", 10).take();
        Month second = month().days(3, 12, "INV-B", 10);
        assertThat(waiting()).isZero();
        UUID first = refusal(second).importId();
        UUID again = refusal(second).importId();
        assertThat(waiting()).isEqualTo(1);
        assertThat(book.imports.of(first).unanswered()).isFalse();
        assertThat(book.imports.of(again).unanswered()).isTrue();

        second.take(null, "NONE");
        assertThat(waiting()).isZero();
    }

    @Test
    void aFileThatCannotBeReadWaitsForOneOfItsNameAndAQuestionDoesNot() {
        assertThat(refusal(month().account("x".repeat(201)).days(3, 3, "INV-A", 10), "a.csv"))
                .isNotNull();
        assertThat(waiting()).isEqualTo(1);
        month().days(3, 3, "INV-A", 10).take("a.csv");
        assertThat(waiting()).isZero();

        refusal(month().days(3, 3, "INV-B", 10), "a.csv");
        month().days(5, 5, "INV-C", 10).take("a.csv");
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void aRefusedFileThatIsNotNeededIsDismissed() {
        RefusedImports refused = new RefusedImports(book.pool, book.clock);
        UUID counts = month().days(3, 12, "INV-A", 10).take().importId();
        UUID id = refusal(month().days(3, 12, "INV-B", 10)).importId();
        assertThat(refused.waiting().oldest()).isEqualTo(book.imports.of(id).endedAt());
        refused.dismiss(id, "sent by mistake", Author.PLATFORM);
        refused.dismiss(id, "sent by mistake", Author.PLATFORM);
        assertThat(refused.waiting()).isEqualTo(new RefusedImports.Waiting(0, null));
        assertThatThrownBy(() -> refused.dismiss(id, "another", Author.PLATFORM))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> refused.dismiss(counts, "any", Author.PLATFORM))
                .isInstanceOf(Conflict.class)
                .hasMessage("The import is IMPORTED, and only a REFUSED one can be dismissed.");
    }

    private long waiting() {
        return new RefusedImports(book.pool, book.clock).waiting().imports();
    }
}
