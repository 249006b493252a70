package com.wevion.credits.invoice.format;

import java.io.IOException;
import java.io.InputStream;

/** Reads files of one format, row by row. */
@FunctionalInterface
public interface FileReader {
    /**
     * Reads a file to its end.
     *
     * @param file as it was before it was packed, without a byte order mark
     * @throws FileRefused if it is no file of the format
     * @throws IOException if it cannot be read any further
     */
    public void read(InputStream file, RowSink rows) throws IOException;
}
