package com.wevion.credits.invoice.format;

import static com.wevion.credits.invoice.format.FocusFiles.file;
import static com.wevion.credits.invoice.format.FocusFiles.usage;
import static com.wevion.credits.invoice.format.FocusFiles.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports in several parts, as a zip. */
class ZipOfPartsTest {
    private static final String ONE = file(usage("I", "2026-10-01"), usage("I", "2026-10-02"));
    private static final String TWO = file(usage("I", "2026-10-03"));

    private static Reading read(ZipFiles zip) {
        return Reading.of(Format.FOCUS, zip.bytes());
    }

    private static void refused(ZipFiles zip, String reason) {
        refused(zip.bytes(), reason);
    }

    private static void refused(byte[] zip, String reason) {
        assertThatThrownBy(() -> Reading.of(Format.FOCUS, zip))
                .isInstanceOf(FileRefused.class)
                .hasMessage(reason);
    }

    @Test
    void readsAllPartsWithTheHeaderOfEachAndNamesThePartOfARefusedRow() {
        String other =
                "ChargePeriodStart,ChargeCategory,BillingCurrency,BilledCost\n2026-10-04,Usage,USD,5\n2026-10-05,Usage,USD,x\n";
        Reading reading = read(new ZipFiles()
                .with("export/", new byte[0])
                .with("export/1.csv", ONE)
                .with("export/2.csv.gz", ZipFiles.gzip(TWO))
                .with("export/empty.csv", FocusFiles.HEADER)
                .with("export/3.csv", other)
                .with("__MACOSX/export/._1.csv", "x")
                .with("_SUCCESS", ""));
        assertThat(reading.accepted)
                .extracting(charge -> charge.day.getDayOfMonth())
                .containsExactly(1, 2, 3, 4);
        assertThat(reading.accepted).extracting(charge -> charge.line).containsExactly(2L, 3L, 5L, 7L);
        assertThat(reading.reasons()).containsExactly("line 8: export/3.csv, line 3: BilledCost is not a number: x");
    }

    @Test
    void readsPartsOfJsonToo() {
        String day = "{\"results\":[{\"date\":\"2026-10-0%d\",\"usedCredits\":[{\"model\":\"gen4\",\"amount\":%d}]}]}";
        byte[] zip = new ZipFiles()
                .with("1.json", day.formatted(1, 100))
                .with("2.json", day.formatted(2, 50))
                .bytes();
        assertThat(Reading.of(Format.RUNWAY_USAGE, zip).accepted)
                .extracting(charge -> charge.costNanos)
                .containsExactly(1_000_000_000L, 500_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dataFiles\":[\"s3://bucket/a/data/x-00001.csv.gz\",\"s3://bucket/a/data/x-00002.csv.gz\"],\"columns\":[]}",
                "{\"reportKeys\":[\"a/20261001-20261101/id/x-00001.csv.gz\",\"a/20261001-20261101/id/x-00002.csv.gz\"]}",
                "{\"blobCount\":2,\"blobs\":[{\"blobName\":\"dir/x-00001.csv\",\"byteCount\":1},{\"blobName\":\"dir/x-00002.csv\"}]}"
            })
    void comparesThePartsWithTheManifestOf(String manifest) {
        assertThat(read(new ZipFiles()
                                .with("data/x-00001.csv.gz", ZipFiles.gzip(ONE))
                                .with("metadata/x-Manifest.json", manifest)
                                .with("data/x-00002.csv", TWO))
                        .accepted)
                .hasSize(3);
        refused(
                new ZipFiles().with("manifest.json", manifest).with("x-00001.csv", ONE),
                "the manifest names x-00002.csv, which is not in the zip");
        refused(
                new ZipFiles()
                        .with("manifest.json", manifest)
                        .with("x-00001.csv", ONE)
                        .with("x-00002.csv", TWO)
                        .with("old/x-00002.csv", file(usage("I", "2026-10-09"))),
                "the manifest does not name old/x-00002.csv; is it of another export?");
    }

    @Test
    void refusesAManifestThatNamesNothing() {
        refused(
                new ZipFiles().with("1.csv", ONE).with("manifest.json", "{\"files\":[]}"),
                "manifest.json: the manifest has no dataFiles, reportKeys or blobs; leave it out if it is of something else");
        refused(
                new ZipFiles().with("1.csv", ONE).with("manifest.json", "{"),
                "manifest.json: the manifest is not JSON that can be read");
    }

    @Test
    void refusesWhatIsNoPart() {
        refused(
                new ZipFiles().with("1.csv", ONE).with("readme.txt", "Hello"),
                "readme.txt: line 1: these columns are missing: BilledCost, BillingCurrency, ChargeCategory, ChargePeriodStart");
        refused(new ZipFiles().with("1.parquet", "PAR1"), "1.parquet: the file is Parquet; have it exported as CSV");
        refused(
                new ZipFiles().with("in.zip", new ZipFiles().with("1.csv", ONE).bytes()),
                "in.zip: the file is a zip archive within another archive; send it by itself");
        refused(ZipFiles.gzip("PK\3\4"), "the file is a zip archive within another archive; send it by itself");
        refused(
                new ZipFiles().with("[Content_Types].xml", "<Types>").with("xl/workbook.xml", "<x>"),
                "the file is an Excel workbook; save the sheet as CSV UTF-8");
    }

    @Test
    void refusesTheSamePartTwice() {
        refused(new ZipFiles().with("1.csv", ONE).with("1 (1).csv", ONE), "1.csv and 1 (1).csv are the same file");
    }

    @Test
    void refusesAnArchiveWithoutRows() {
        refused(new ZipFiles().with("1.csv", FocusFiles.HEADER), "there is no row in the zip");
        refused(new ZipFiles().with("a/", new byte[0]), "there is no file in the zip");
        refused(new ZipFiles(), "there is no file in the zip");
    }

    @Test
    void refusesAnArchiveThatIsCutOffBetweenItsFilesOrHasLostOne() {
        byte[] zip = new ZipFiles().with("1.csv", ONE).with("2.csv", TWO).bytes();
        byte[] first = new ZipFiles().with("1.csv", ONE).bytes();
        int second = Arrays.mismatch(zip, first);
        byte[] cut = Arrays.copyOf(zip, second - 2);
        refused(cut, "the zip is cut off: its directory is missing");
        byte[] directory = Arrays.copyOfRange(zip, directory(zip), zip.length);
        byte[] lost = Arrays.copyOf(first, directory(first) + directory.length);
        System.arraycopy(directory, 0, lost, directory(first), directory.length);
        refused(lost, "the zip is damaged: its directory has 2 files, and it has 1");
    }

    private static int directory(byte[] zip) {
        return IntStream.range(0, zip.length)
                .filter(at -> zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 1 && zip[at + 3] == 2)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void refusesMoreFilesOrBytesThanTheLimits() {
        ZipFiles many = new ZipFiles();
        IntStream.rangeClosed(0, 20).forEach(number -> many.with(number + "/", new byte[0]));
        refused(many, "there are more than 20 files in the zip");
        refused(
                new ZipFiles().with(".hidden", new byte[1 << 23]).with("b.csv", new byte[(1 << 23) + 1]),
                "b.csv: the file is longer than 16777216 bytes once it is unpacked");
        refused(
                new ZipFiles().with(".hidden", new byte[(1 << 24) + 1]),
                "the file is longer than 16777216 bytes once it is unpacked");
    }

    @Test
    void showsTheNameOfAFileAsOneLineAndNeverAsAPath() {
        Reading reading = read(new ZipFiles()
                .with("../../etc/\n\u0007x.csv", file(usage("I", "2026-10-01"), with("BilledCost", "x"))));
        assertThat(reading.reasons())
                .containsExactly("line 3: ../../etc/\uFFFD\uFFFDx.csv, line 3: BilledCost is not a number: x");
    }
}
