package com.wevion.credits.invoice.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A format that comes as CSV from a page and as JSON from an API; the first character tells them apart. */
final class CsvOrJson implements FileReader {
    private static final int MAX_BLANKS = 1_024;

    private final FileReader csv;
    private final FileReader json;

    CsvOrJson(FileReader csv, FileReader json) {
        this.csv = csv;
        this.json = json;
    }

    @Override
    public void read(InputStream file, RowSink rows) throws IOException {
        InputStream text = new BufferedInputStream(file);
        text.mark(MAX_BLANKS);
        int first = text.read();
        for (int blanks = 1; blanks < MAX_BLANKS && first >= 0 && Character.isWhitespace(first); blanks++) {
            first = text.read();
        }
        text.reset();
        (first == '{' ? json : csv).read(text, rows);
    }
}
