package com.wevion.credits.invoice.format.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blue.strategic.parquet.ParquetWriter;
import com.wevion.credits.invoice.format.FileRefused;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet files, written and read by the library. */
class ParquetLibraryTest {
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType(
            "message focus { optional binary BillingAccountId (STRING); optional double BilledCost;"
                    + " optional int64 Listed (DECIMAL(18,4)); optional int64 ChargePeriodStart (TIMESTAMP(MILLIS,true));"
                    + " optional int32 Day (DATE); optional int32 Count; }");

    @TempDir
    Path folder;

    private ParquetLibrary library;

    @BeforeEach
    void layJarsBeside() throws IOException {
        Path jars = Files.createDirectory(folder.resolve("jars"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            if (jar.getFileName().toString().matches("(parquet|snappy|zstd|aircompressor|jts|slf4j-api).*\\.jar")) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar.toAbsolutePath());
            }
        }
        library = ParquetLibrary.in(jars, 1 << 20);
    }

    private byte[] parquet(List<Object[]> rows) throws IOException {
        Path file = folder.resolve("focus.parquet");
        try (ParquetWriter<Object[]> writer = ParquetWriter.writeFile(SCHEMA, file.toFile(), (row, values) -> {
            for (int index = 0; index < row.length; index++) {
                if (row[index] != null) {
                    values.write(SCHEMA.getFieldName(index), row[index]);
                }
            }
        })) {
            for (Object[] row : rows) {
                writer.write(row);
            }
        }
        return Files.readAllBytes(file);
    }

    private static String text(ParquetLibrary library, byte[] file) throws IOException {
        try (InputStream text = library.text(new ByteArrayInputStream(file))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static long temporary() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("provider-file"))
                    .count();
        }
    }

    @Test
    void writesRowsAsCsvAndLeavesNoTemporaryFile() throws IOException {
        long before = temporary();
        byte[] file = parquet(List.of(
                new Object[] {"a, \"b\"", 0.25, 12_345L, 1_790_812_800_000L, 20_727, 3},
                new Object[] {null, null, null, 1_790_812_800_500L, null, null}));
        assertThat(text(library, file))
                .isEqualTo("BillingAccountId,BilledCost,Listed,ChargePeriodStart,Day,Count\n"
                        + "\"a, \"\"b\"\"\",0.25,1.2345,2026-10-01T00:00:00Z,2026-10-01,3\n"
                        + ",,,2026-10-01T00:00:00.500Z,,\n");
        assertThat(temporary()).isEqualTo(before);
    }

    @Test
    void refusesWhatIsCutOffOrDamagedOrTooLarge() throws IOException {
        Object[] row = {"a", 0.25, 1L, 1_790_812_800_000L, 20_727, 3};
        byte[] file = parquet(List.of(row, row));
        assertThatThrownBy(() -> text(library, Arrays.copyOf(file, file.length - 1)))
                .isInstanceOf(FileRefused.class)
                .hasMessage("the Parquet file is cut off");
        byte[] damaged = file.clone();
        Arrays.fill(damaged, 4, damaged.length - 8, (byte) 0x7F);
        assertThatThrownBy(() -> text(library, damaged))
                .isInstanceOf(FileRefused.class)
                .hasMessageStartingWith("the Parquet file cannot be read: ");
        ParquetLibrary small = ParquetLibrary.in(folder.resolve("jars"), 10);
        assertThatThrownBy(() -> text(small, file))
                .hasMessage("the Parquet file has a row group of more than 10 bytes; have it exported as CSV");
    }

    @Test
    void saysWhenTheLibraryIsNotInItsFolder() throws IOException {
        ParquetLibrary missing = ParquetLibrary.in(folder, 1 << 20);
        byte[] file = parquet(List.<Object[]>of(new Object[] {"a", 0.25, 1L, 1_790_812_800_000L, 20_727, 3}));
        assertThatThrownBy(() -> text(missing, file))
                .hasMessage("the file is Parquet, and the library that reads it is not in its folder");
    }
}
