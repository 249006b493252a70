package com.wevion.credits.invoice.format.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.invoice.format.FileRefused;
import com.wevion.credits.invoice.format.parquet.ParquetLibrary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The refusals of files that are no text of a provider. */
class FileKindTest {
    private static byte[] open(byte... file) throws IOException {
        return Unpacked.of(new ByteArrayInputStream(file), new ByteBudget(1_000_000), ParquetLibrary.ABSENT)
                .readAllBytes();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "50415231 15041500|Parquet; have it exported as CSV",
                "4F52430A|ORC; have it exported as CSV",
                "4F626A01|Avro; have it exported as CSV",
                "D0CF11E0A1B11AE1|an old Excel workbook; save the sheet as CSV UTF-8",
                "255044462D312E37|a PDF; export the data as CSV",
                "377ABCAF271C|a 7z archive; pack it as zip or with gzip",
                "FD377A585A00|packed with xz; pack it as zip or with gzip",
                "28B52FFD|packed with zstd; pack it as zip or with gzip"
            })
    void namesWhatAFileIsByItsFirstBytes(String bytes, String named) {
        byte[] file = HexFormat.of().parseHex(bytes.replace(" ", ""));
        assertThatThrownBy(() -> open(file)).isInstanceOf(FileRefused.class).hasMessage("the file is " + named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html>",
                "\n <html lang=\"en\">",
                "\ufeff<!doctype html>",
                "<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">"
            })
    void knowsAWebPage(String text) {
        assertThatThrownBy(() -> open(text.getBytes(StandardCharsets.UTF_8)))
                .hasMessage("the file is a web page; perhaps the one to sign in; download the file itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "<Workbook>"})
    void knowsXml(String text) {
        assertThatThrownBy(() -> open(text.getBytes(StandardCharsets.UTF_8)))
                .hasMessage("the file is XML; export it as CSV or JSON, as its format needs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void knowsUtf16WithAndWithoutAMark(String charset) {
        assertThatThrownBy(() -> open("BilledCost,x".getBytes(Charset.forName(charset))))
                .hasMessage("the file is in UTF-16; save it as UTF-8");
    }

    @Test
    void knowsWhatIsPackedWithGzipToo() throws IOException {
        byte[] tar = new byte[1024];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(tar);
        }
        assertThatThrownBy(() -> open(packed.toByteArray()))
                .hasMessage("the file is a tar archive; pack it as zip, or the file alone with gzip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "BilledCost,BillingCurrency\n", "{}", " {", "PAR", "é,ü\n"})
    void letsTextPass(String text) throws IOException {
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        assertThat(open(file)).isEqualTo(file);
    }
}
