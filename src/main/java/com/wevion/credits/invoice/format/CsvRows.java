package com.wevion.credits.invoice.format;

import java.io.IOException;
import java.io.InputStream;

/**
 * The rows of a CSV file (RFC 4180), from its bytes: a row that is too long, is not UTF-8 or has a misplaced quote has a fault,
 * and the rows after it are read on. Readers of characters know neither the byte that is wrong nor the line at which a quote was
 * opened, and stop at the first such row. Memory is that of one row.
 */
final class CsvRows {
    private static final int END = -1;

    private final InputStream file;
    private final int maxBytes;
    private final CsvRow row;
    private final byte[] input = new byte[1 << 16];
    private int position;
    private int limit;
    private long nextLine = 1;
    private byte delimiter = ',';

    CsvRows(InputStream file, int maxBytes, int maxColumns) {
        this.file = file;
        this.maxBytes = maxBytes;
        this.row = new CsvRow(maxBytes, maxColumns);
    }

    /**
     * Goes to the next row that is not blank.
     *
     * @return false at the end of the file
     * @throws FileRefused if a quote is never closed, or not within a row's length
     */
    boolean next() throws IOException {
        do {
            if (!read()) {
                return false;
            }
        } while (row.isBlank());
        row.end();
        return true;
    }

    /** The current row; the same object for each. */
    CsvRow row() {
        return row;
    }

    /**
     * Finds out what parts the columns: commas, unless the first line is Excel's {@code sep=;} or has no comma and one of the others.
     *
     * @throws FileRefused if that is none of comma, semicolon, tab and bar
     */
    void findDelimiter() throws IOException {
        while (limit < input.length && !CsvDelimiter.isLine(input, limit)) {
            int more = file.read(input, limit, input.length - limit);
            if (more <= 0) {
                break;
            }
            limit += more;
        }
        CsvDelimiter found = CsvDelimiter.of(input, limit);
        delimiter = found.delimiter();
        position = found.bytes();
        nextLine += found.lines();
    }

    private boolean read() throws IOException {
        row.clear(nextLine);
        int next = take();
        if (next == END) {
            return false;
        }
        while (true) {
            int end = next == '"' ? quoted() : plain(next);
            row.endField();
            if (end != delimiter) {
                return true;
            }
            next = take();
        }
    }

    private int plain(int first) throws IOException {
        int next = first;
        while (true) {
            if (next == delimiter || next == END) {
                return next;
            }
            if (next == '\n' || next == '\r') {
                return endLine(next);
            }
            row.keep((byte) next);
            run(delimiter);
            next = take();
        }
    }

    private int quoted() throws IOException {
        long opened = nextLine;
        while (true) {
            run((byte) '"');
            int next = take();
            if (next == END) {
                throw new FileRefused("line " + opened + ": the quote that is opened here is never closed");
            }
            if (row.isFull()) {
                throw new FileRefused("line " + opened + ": the quote that is opened here is not closed within "
                        + maxBytes + " bytes");
            }
            if (next == '"') {
                next = take();
                if (next != '"') {
                    return afterQuote(next);
                }
            }
            if (next == '\n') {
                nextLine++;
            }
            row.keep((byte) next);
        }
    }

    private int afterQuote(int next) throws IOException {
        if (next != delimiter && next != '\n' && next != '\r' && next != END) {
            row.refuse("there is text after a closing quote");
        }
        return plain(next);
    }

    private int endLine(int end) throws IOException {
        if (end == '\r') {
            int next = take();
            if (next != '\n' && next != END) {
                position--;
            }
        }
        nextLine++;
        return '\n';
    }

    /** Keeps printable ASCII up to something else, which is most of a file, in one go. */
    private void run(byte stop) {
        int from = position;
        int to = position;
        while (to < limit && input[to] >= ' ' && input[to] != stop) {
            to++;
        }
        position = to;
        row.keep(input, from, to - from);
    }

    private int take() throws IOException {
        if (position == limit) {
            limit = Math.max(file.read(input), 0);
            position = 0;
            if (limit == 0) {
                return END;
            }
        }
        return input[position++] & 0xFF;
    }
}
