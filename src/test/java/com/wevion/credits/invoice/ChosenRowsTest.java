package com.wevion.credits.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.invoice.format.Format;
import com.wevion.credits.invoice.format.filter.RowFilter;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.trail.Author;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports of the bills of whole clouds, of which some rows count. */
class ChosenRowsTest {
    private static final String BILL = """
            BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,InvoiceId,BillingAccountId,SubAccountId,ServiceName
            1,USD,Usage,2026-10-01,I,acct,7,Amazon Bedrock
            2,USD,Usage,2026-10-01,I,acct,8,Amazon Bedrock
            4,USD,Usage,2026-10-01,I,acct,7,Amazon S3
            broken,USD,Usage,2026-10-01,I,acct,9,Amazon S3
            8,USD,Tax,2026-10-01,I,acct,,
            """;

    private final ImportBook book = new ImportBook();

    @AfterEach
    void close() {
        book.close();
    }

    private ImportView take(String only, String supersedes) {
        ImportRequest request = ImportRequest.ofSender(
                "AWS",
                Format.FOCUS,
                Supersede.of(supersedes),
                "bill.csv",
                RowFilter.of(only),
                null,
                UUID.randomUUID().toString());
        return book.imports
                .take(request, ImportBook.body(BILL), -1, Author.PLATFORM)
                .view();
    }

    private long dollars() {
        return book.number("SELECT coalesce(sum(cost_nanos), 0) / 1000000000 FROM invoice_line l"
                + " JOIN invoice_import i ON i.id = l.import_id WHERE i.status = 'IMPORTED'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SubAccountId=7|5|3",
                "subaccountid = 7 , 8|7|2",
                "SubAccountId=7;ServiceName=amazon bedrock|1|4",
                "BillingAccountId=ACCT;ServiceName=Amazon S3,Amazon Bedrock|7|1"
            })
    void countsTheRowsThatHaveOneOfTheValuesOfEachColumn(String only, long dollars, long leftOut) {
        ImportView view = take(only, null);
        assertThat(dollars()).isEqualTo(dollars);
        assertThat(view.leftOut()).isEqualTo(leftOut);
        assertThat(view.accepted() + view.refused() + view.leftOut()).isEqualTo(5);
        assertThat(view.only()).isEqualTo(RowFilter.of(only).text());
    }

    @Test
    void refusesAFileThatHasNoneOfTheRowsOrNotTheColumn() {
        assertThatThrownBy(() -> take("SubAccountId=77", null))
                .isInstanceOf(InvoiceRefused.class)
                .hasMessageContaining("none of the 5 rows is one of those that are to count");
        assertThatThrownBy(() -> take("ServiceCategory=AI and Machine Learning", null))
                .hasMessageContaining("line 1: these columns are missing: ServiceCategory");
        assertThat(dollars()).isZero();
    }

    @Test
    void isADuplicateOnlyOfTheSameRows() {
        ImportView first = take("SubAccountId=7,8", null);
        assertThat(take("SubAccountId=8,7", null).importId()).isEqualTo(first.importId());
        assertThatThrownBy(() -> take("SubAccountId=9,7,8", null))
                .isInstanceOf(InvoiceRefused.class)
                .hasMessageContaining(
                        "it covers some of the same accounts, invoices and days as the import " + first.importId());
        assertThat(dollars()).isEqualTo(7);
    }

    @Test
    void takesThePlaceOfOtherRowsOrIsAFurtherPartAsItsSenderSays() {
        ImportView first = take("SubAccountId=7", null);
        ImportView more = take("SubAccountId=8", "NONE");
        assertThat(dollars()).isEqualTo(7);
        assertThat(take(null, first.importId() + "," + more.importId()).supersedes())
                .containsExactlyInAnyOrder(first.importId(), more.importId());
        assertThat(dollars()).isEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SubAccountId",
                "SubAccountId=",
                "SubAccountId=1,",
                "Region=eu",
                "SubAccountId=1;SubAccountId=2"
            })
    void refusesAChoiceThatIsNone(String only) {
        assertThatThrownBy(() -> RowFilter.of(only)).isInstanceOf(Invalid.class);
    }

    @Test
    void choosesNoRowsOfOtherFormats() {
        assertThatThrownBy(() -> ImportRequest.ofSender(
                        "OPENAI",
                        Format.OPENAI_COSTS,
                        Supersede.WHAT_IS_COVERED,
                        null,
                        RowFilter.of("SubAccountId=1"),
                        null,
                        "key"))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void readsTheSettingOfTheInbox() {
        assertThat(RowFilter.byFolder("AWS/FOCUS: SubAccountId=1 | AZURE/FOCUS:ServiceName=Azure OpenAI"))
                .containsEntry("AWS/FOCUS", RowFilter.of("SubAccountId=1"))
                .containsEntry("AZURE/FOCUS", RowFilter.of("ServiceName=Azure OpenAI"));
        assertThat(RowFilter.byFolder("")).isEmpty();
        for (String wrong :
                new String[] {"AWS/FOCUS", "AWS: SubAccountId=1", "A/FOCUS:SubAccountId=1|A/FOCUS:SubAccountId=2"}) {
            assertThatThrownBy(() -> RowFilter.byFolder(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
