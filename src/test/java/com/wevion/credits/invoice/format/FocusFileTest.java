package com.wevion.credits.invoice.format;

import static com.wevion.credits.invoice.format.FocusFiles.file;
import static com.wevion.credits.invoice.format.FocusFiles.usage;
import static com.wevion.credits.invoice.format.FocusFiles.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The faults of whole files, and of rows before their meaning is checked. */
class FocusFileTest {
    private static Reading read(String text) {
        return Reading.of(Format.FOCUS, text);
    }

    @Test
    void refusesRowsWithMoreOrFewerColumnsAndReadsOn() {
        Reading reading = read(file("a,b", usage("INV-1", "2026-10-01"), usage("INV-1", "2026-10-01") + ",x"));
        assertThat(reading.accepted).hasSize(1);
        assertThat(reading.reasons())
                .containsExactly(
                        "line 2: there are 2 columns, and 13 in the header",
                        "line 4: there are 14 columns, and 13 in the header");
        assertThat(reading.refused.get(0).excerpt()).isEqualTo("a,b");
    }

    @Test
    void refusesTheRowThatIsNotUtf8AndNamesTheByte() {
        byte[] file = file(with("ChargeDescription", "caf\u00e9"), usage("INV-1", "2026-10-01"))
                .getBytes(StandardCharsets.ISO_8859_1);
        Reading reading = Reading.of(Format.FOCUS, file);
        assertThat(reading.accepted).hasSize(1);
        assertThat(reading.reasons()).containsExactly("line 2: the row is not UTF-8, byte 0xE9");
    }

    @Test
    void refusesTheRowWithAControlCharacter() {
        assertThat(read(file(with("SkuId", "a\0b"))).reasons())
                .containsExactly("line 2: there is a control character, byte 0x00");
    }

    @Test
    void namesTheLineOfTheFileAlsoAfterLineBreaksInQuotes() {
        Reading reading = read(file(
                with("ChargeDescription", "\"one\r\ntwo\nthree\""),
                with("BilledCost", "x"),
                "",
                usage("I", "2026-10-01")));
        assertThat(reading.reasons()).containsExactly("line 5: BilledCost is not a number: x");
        assertThat(reading.accepted).extracting(charge -> charge.line).containsExactly(2L, 7L);
        assertThat(reading.accepted.get(0).description).isEqualTo("one\r\ntwo\nthree");
    }

    @Test
    void passesOverAByteOrderMarkAndUnpacksGzip() throws IOException {
        String text = "\ufeff" + file(usage("INV-1", "2026-10-01"));
        assertThat(read(text).accepted).hasSize(1);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Reading.of(Format.FOCUS, packed.toByteArray()).accepted).hasSize(1);
    }

    @Test
    void refusesASmallFileThatUnpacksToALargeOne() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[(1 << 24) + 1]);
        }
        assertThatThrownBy(() -> Reading.of(Format.FOCUS, packed.toByteArray()))
                .isInstanceOf(FileRefused.class)
                .hasMessage("the file is longer than 16777216 bytes once it is unpacked");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|the file is empty",
                "'a;b\tc~1;2\t3~'|line 1: it is unclear what parts the columns; part them by commas",
                "'sep=x~axb~'|line 1: the columns are to be parted by comma, semicolon, tab or bar",
                "'{~\"a\": 1}'|line 1: this is JSON, and files of the format are CSV",
                "'[{\"a\":1}]'|line 1: this is JSON, and files of the format are CSV",
                "'BilledCost,x~1,2~'|line 1: these columns are missing: BillingCurrency, ChargeCategory, ChargePeriodStart",
                "'a,A~'|line 1: there are two columns A"
            })
    void refusesAFileThatIsNoneOfTheFormat(String text, String reason) {
        assertThatThrownBy(() -> read(text.replace('~', '\n')))
                .isInstanceOf(FileRefused.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "';', ''",
        "'\t', ''",
        "'|', ''",
        "';', 'sep=;\r\n'",
        "'|', '\"sep=|\"\n'",
        "',', 'sep=,\n'",
        "';', 'SEP=;;;\n'"
    })
    void takesTheDelimiterThatExcelSaysOrThatIsTheOnlyOne(String delimiter, String saying) {
        String text = file(with("ChargeDescription", "\"one, two\""), with("BilledCost", "x"));
        String quoted = "one, two";
        String file =
                saying + text.replace(quoted, "\0").replace(",", delimiter).replace("\0", quoted);
        Reading reading = read(file);
        assertThat(reading.accepted).singleElement().satisfies(charge -> {
            assertThat(charge.description).isEqualTo(quoted);
            assertThat(charge.costNanos).isEqualTo(9_000_000_000L);
            assertThat(charge.line).isEqualTo(saying.isEmpty() ? 2 : 3);
        });
        assertThat(reading.reasons())
                .containsExactly("line " + (saying.isEmpty() ? 3 : 4) + ": BilledCost is not a number: x");
    }

    @Test
    void findsTheDelimiterOfAFileThatComesByteByByte() {
        byte[] file = ("sep=;\n" + file(usage("I", "2026-10-01")).replace(',', ';')).getBytes(StandardCharsets.UTF_8);
        InputStream slow = new java.io.FilterInputStream(new java.io.ByteArrayInputStream(file)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(1, length));
            }
        };
        assertThat(Reading.of(Format.FOCUS, slow).accepted).hasSize(1);
    }

    @Test
    void refusesAFileInUtf16AndOneWithoutRows() {
        byte[] utf16 = ("\ufeff" + file(usage("I", "2026-10-01"))).getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> Reading.of(Format.FOCUS, utf16)).hasMessageContaining("UTF-16");
        assertThatThrownBy(() -> read(FocusFiles.HEADER)).hasMessage("there is a header and no row");
    }

    @Test
    void namesTheLineOfTheQuoteThatIsNeverClosed() {
        String open = with("ChargeDescription", "\"open");
        assertThatThrownBy(() -> read(file(usage("I", "2026-10-01"), open, usage("I", "2026-10-01"))))
                .isInstanceOf(FileRefused.class)
                .hasMessage("line 3: the quote that is opened here is never closed");
        assertThatThrownBy(() -> read(file(open, "x".repeat(2_000_000))))
                .hasMessage("line 2: the quote that is opened here is not closed within 1048576 bytes");
    }

    @Test
    void refusesTheRowWithTextAfterAClosingQuote() {
        Reading reading = read(file(with("ChargeDescription", "\"a\"b"), usage("I", "2026-10-01")));
        assertThat(reading.reasons()).containsExactly("line 2: there is text after a closing quote");
        assertThat(reading.accepted).hasSize(1);
    }

    @Test
    void passesOverALineOf100MegabytesWithoutKeepingIt() {
        byte[] head = (FocusFiles.HEADER + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\n" + usage("I", "2026-10-01") + "\n").getBytes(StandardCharsets.UTF_8);
        InputStream file = new SequenceInputStream(
                new java.io.ByteArrayInputStream(head),
                new SequenceInputStream(new Repeated(100_000_000), new java.io.ByteArrayInputStream(tail)));
        Reading reading = Reading.of(Format.FOCUS, file);
        assertThat(reading.reasons()).containsExactly("line 2: the row is longer than 1048576 bytes");
        assertThat(reading.refused.get(0).excerpt()).hasSize(200);
        assertThat(reading.accepted).extracting(charge -> charge.line).containsExactly(3L);
    }

    /** The letter x, so many times. */
    private static final class Repeated extends InputStream {
        private long left;

        Repeated(long bytes) {
            left = bytes;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int bytes = (int) Math.min(left, length);
            java.util.Arrays.fill(buffer, offset, offset + bytes, (byte) 'x');
            left -= bytes;
            return bytes;
        }
    }
}
