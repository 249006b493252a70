package com.wevion.credits.invoice.format.pack;

import com.wevion.credits.invoice.format.FileRefused;
import com.wevion.credits.invoice.format.parquet.ParquetLibrary;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Undoes what was done to a text on its way: gzip, found by its first bytes, and the byte order mark. */
final class Unpacked {
    private static final int BUFFER = 1 << 16;

    private Unpacked() {}

    /**
     * The content of the text.
     *
     * @return to be closed
     * @throws FileRefused if it is empty, or something else than text in UTF-8
     */
    static InputStream of(InputStream file, ByteBudget budget, ParquetLibrary parquet) throws IOException {
        InputStream raw = new BufferedInputStream(file, BUFFER);
        FileKind kind = FileKind.of(raw);
        if (kind == FileKind.GZIP) {
            raw = new BufferedInputStream(budget.of(new GZIPInputStream(raw, BUFFER)), BUFFER);
            kind = FileKind.of(raw);
        }
        if (kind == FileKind.PARQUET && parquet.isPresent()) {
            return parquet.text(raw);
        }
        if (kind != null) {
            throw kind.refusal();
        }
        if (look(raw, 3).equals("\u00EF\u00BB\u00BF")) {
            raw.skipNBytes(3);
        }
        if (look(raw, 1).isEmpty()) {
            throw new FileRefused("the file is empty");
        }
        return raw;
    }

    /** The first bytes of a file, each as a character; the file stays where it is. */
    static String look(InputStream file, int bytes) throws IOException {
        file.mark(bytes);
        byte[] look = file.readNBytes(bytes);
        file.reset();
        return new String(look, StandardCharsets.ISO_8859_1);
    }
}
