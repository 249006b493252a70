package com.wevion.credits.invoice.format.pack;

import com.wevion.credits.invoice.format.FileReader;
import com.wevion.credits.invoice.format.FileRefused;
import com.wevion.credits.invoice.format.RowSink;
import com.wevion.credits.invoice.format.parquet.ParquetLibrary;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A provider's file as it is sent: a text, perhaps packed with gzip, or a zip of such texts. Nothing of it is written to a disk unless it is
 * Parquet.
 *
 * @param maxUnpackedBytes the greatest size of a packed file once it is unpacked
 * @param maxEntries the most files in a zip
 * @param parquet the library that reads Parquet
 */
public record SentFile(InputStream bytes, long maxUnpackedBytes, int maxEntries, ParquetLibrary parquet) {
    private static final int BUFFER = 1 << 16;

    /**
     * Reads the file to its end.
     *
     * @throws FileRefused if it is no file of the reader's format
     * @throws IOException if it is damaged, or breaks off
     */
    public void read(FileReader reader, RowSink rows) throws IOException {
        InputStream raw = new BufferedInputStream(bytes, BUFFER);
        ByteBudget budget = new ByteBudget(maxUnpackedBytes);
        if (FileKind.of(raw) == FileKind.ZIP) {
            new ZipOfParts(raw, budget, maxEntries, parquet).read(reader, rows);
        } else {
            try (InputStream text = Unpacked.of(raw, budget, parquet)) {
                reader.read(text, rows);
            }
        }
    }
}
