package com.wevion.credits.invoice;

import static com.wevion.credits.invoice.ImportBook.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.invoice.format.Format;
import com.wevion.credits.invoice.format.filter.RowFilter;
import com.wevion.credits.trail.Author;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A further part of the same days is told from a correction. */
class FurtherPartsTest {
    private final ImportBook book = new ImportBook();

    @AfterEach
    void close() {
        book.close();
    }

    private ImportView take(Format format, String fileName, String file) {
        return take(format, fileName, null, file);
    }

    private ImportView take(Format format, String fileName, String supersedes, String file) {
        ImportRequest request = ImportRequest.ofSender(
                "ACME",
                format,
                Supersede.of(supersedes),
                fileName,
                RowFilter.ALL,
                null,
                UUID.randomUUID().toString());
        return book.imports.take(request, body(file), -1, Author.PLATFORM).view();
    }

    /** Costs of the first two days of October; "" for no project. */
    private ImportView costs(String amount, String... projects) {
        String rows = Arrays.stream(projects)
                .flatMap(project -> java.util.stream.Stream.of("01", "02")
                        .map(day -> "2026-10-" + day + "," + amount + ",usd,gpt-4o,org-1," + project + "\n"))
                .collect(Collectors.joining());
        return take(
                Format.OPENAI_COSTS,
                null,
                "start_time,amount_value,amount_currency,line_item,organization_id,project_id\n" + rows);
    }

    private static String runway(String... days) {
        return Arrays.stream(days)
                .map(day -> "{\"date\":\"2026-10-" + day + "\",\"usedCredits\":[{\"model\":\"gen4\",\"amount\":5}]}")
                .collect(Collectors.joining(",", "{\"results\":[", "]}"));
    }

    private static String elevenLabs(int credits) {
        return "{\"columns\":[\"time\",\"model\",\"credits_used\"],\"rows\":[[1790812800000,\"v2\"," + credits + "]]}";
    }

    @Test
    void costsOfAnotherProjectAreAFurtherPart() {
        costs("1", "proj_a");
        assertThat(costs("2", "proj_b").supersedes()).isEmpty();
        assertThat(book.counting()).isEqualTo(4);
    }

    @Test
    void aDayForWhichNothingIsBilledIsCoveredAndHasNoLines() {
        ImportView free = take(
                Format.ANTHROPIC_COSTS,
                null,
                "{\"data\":[{\"starting_at\":\"2026-10-01T00:00:00Z\",\"ending_at\":\"2026-10-02T00:00:00Z\",\"results\":[]}]}");
        assertThat(free.status()).isEqualTo(ImportStatus.IMPORTED);
        assertThat(free.accepted()).isZero();
        assertThat(free.firstDay()).isEqualTo("2026-10-01");
        assertThat(book.counting()).isZero();
        assertThat(book.number(
                        "SELECT count(*) FROM invoice_scope WHERE lines = 0 AND covers_from = '2026-10-01T00:00:00Z'"
                                + " AND covers_to = '2026-10-02T00:00:00Z'"))
                .isEqualTo(1);
    }

    @Test
    void aDayWithoutCostsInCsvIsCoveredTooAndLaterCostsOfItTakeItsPlace() {
        String header = "start_time,amount_value,amount_currency,line_item\n";
        ImportView free = take(Format.OPENAI_COSTS, "costs.csv", header + "2026-10-01,,,\n");
        assertThat(free.accepted()).isZero();
        assertThat(free.firstDay()).isEqualTo("2026-10-01");
        ImportView later = take(Format.OPENAI_COSTS, "costs.csv", header + "2026-10-01,3,usd,gpt-4o\n");
        assertThat(later.supersedes()).containsExactly(free.importId());
        assertThat(book.counting()).isEqualTo(1);
    }

    @Test
    void costsOfTheSameProjectsAreACorrection() {
        UUID first = costs("1", "proj_a", "proj_b").importId();
        assertThat(costs("2", "proj_a", "proj_b", "").supersedes()).containsExactly(first);
        assertThat(book.counting()).isEqualTo(6);
    }

    @Test
    void asksWhetherCostsOfAnOrganizationAreThoseOfItsProjects() {
        UUID first = costs("1", "proj_a").importId();
        assertThatThrownBy(() -> costs("2", "")).hasMessageContaining(first.toString());
        UUID other = costs("3", "proj_b").importId();
        assertThatThrownBy(() -> costs("2", ""))
                .isInstanceOf(InvoiceRefused.class)
                .hasMessageContaining(first + ", " + other)
                .hasMessageContaining("supersedes=NONE");
        assertThat(book.counting()).isEqualTo(4);
    }

    @Test
    void asksWhetherAFileOfOneProjectCorrectsThatOfTwo() {
        costs("1", "proj_a", "proj_b");
        assertThatThrownBy(() -> costs("2", "proj_b")).isInstanceOf(InvoiceRefused.class);
        assertThat(book.counting()).isEqualTo(4);
    }

    @Test
    void aFileThatNamesNoAccountIsACorrectionOnlyUnderTheSameFileName() {
        UUID first = take(Format.RUNWAY_USAGE, "one.json", runway("01")).importId();
        for (String other : new String[] {"two.json", null}) {
            assertThatThrownBy(() -> take(Format.RUNWAY_USAGE, other, runway("01", "02")))
                    .isInstanceOf(InvoiceRefused.class)
                    .hasMessageContaining(first + " (one.json)")
                    .hasMessageContaining("give it that one's file name");
        }
        assertThat(take(Format.RUNWAY_USAGE, "one.json", runway("01", "02")).supersedes())
                .containsExactly(first);
        assertThat(take(Format.RUNWAY_USAGE, "two.json", runway("03")).supersedes())
                .isEmpty();
        assertThat(book.counting()).isEqualTo(3);
    }

    @Test
    void aFileWithoutANameNeverTakesThePlaceOfAnotherByItself() {
        UUID first = take(Format.ELEVENLABS_USAGE, null, elevenLabs(5)).importId();
        assertThatThrownBy(() -> take(Format.ELEVENLABS_USAGE, null, elevenLabs(6)))
                .isInstanceOf(InvoiceRefused.class)
                .hasMessageContaining("supersedes=<importId>");
        assertThat(take(Format.ELEVENLABS_USAGE, null, "NONE", elevenLabs(6)).supersedes())
                .isEmpty();
        assertThat(take(Format.ELEVENLABS_USAGE, null, first.toString(), elevenLabs(7))
                        .supersedes())
                .containsExactly(first);
        assertThat(book.counting()).isEqualTo(2);
    }

    @Test
    void aCorrectionUnderTheSameNameThatCoversLessIsAskedAbout() {
        take(Format.RUNWAY_USAGE, "one.json", runway("01", "03"));
        assertThatThrownBy(() -> take(Format.RUNWAY_USAGE, "one.json", runway("02")))
                .isInstanceOf(InvoiceRefused.class)
                .hasMessageNotContaining("file name");
        assertThat(book.counting()).isEqualTo(2);
    }
}
