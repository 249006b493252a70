package com.wevion.credits.invoice.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A row of a CSV file, as bytes. One is used for all rows of a file in turn. */
final class CsvRow {
    private final int maxBytes;
    private final int maxColumns;
    /** The fields one after the other, without quotes. */
    private byte[] bytes = new byte[1 << 12];

    private int length;
    private int[] ends = new int[64];
    private int fields;
    private long line;
    private boolean ascii;
    private String fault;

    CsvRow(int maxBytes, int maxColumns) {
        this.maxBytes = maxBytes;
        this.maxColumns = maxColumns;
    }

    /** The line of the file where the row begins, from 1. */
    long line() {
        return line;
    }

    /** The number of fields. */
    int fields() {
        return fields;
    }

    /** The reason why the row cannot be read; null if it can. */
    String fault() {
        return fault;
    }

    /** A field without spaces around it; null if it is empty or says {@code NULL}. */
    String text(int field) {
        int from = from(field);
        int to = ends[field];
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (to > from && bytes[to - 1] == ' ') {
            to--;
        }
        return from == to || isNull(from, to) ? null : new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private int from(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    private boolean isNull(int from, int to) {
        return to - from == 4
                && bytes[from] == 'N'
                && bytes[from + 1] == 'U'
                && bytes[from + 2] == 'L'
                && bytes[from + 3] == 'L';
    }

    /** The beginning of the row, its fields parted by commas, without control characters. */
    String excerpt(int characters) {
        StringBuilder text = new StringBuilder();
        for (int field = 0; field < fields && text.length() < characters; field++) {
            int from = from(field);
            // A character has at most four bytes.
            int to = Math.min(ends[field], from + 4 * characters);
            text.append(field == 0 ? "" : ",").append(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }
        text.setLength(Math.min(text.length(), characters));
        return text.toString().replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    /** Without anything, for the row that begins at this line. */
    void clear(long newLine) {
        line = newLine;
        length = 0;
        fields = 0;
        ascii = true;
        fault = null;
    }

    boolean isBlank() {
        return fields == 1 && length == 0 && fault == null;
    }

    boolean isFull() {
        return length >= maxBytes;
    }

    /** Keeps printable ASCII. */
    void keep(byte[] from, int offset, int count) {
        int kept = Math.min(count, maxBytes - length);
        if (kept < count) {
            refuse("the row is longer than " + maxBytes + " bytes");
        }
        ensure(kept);
        System.arraycopy(from, offset, bytes, length, kept);
        length += kept;
    }

    /** Keeps a byte, whatever it is. */
    void keep(byte value) {
        if (value < 0) {
            ascii = false;
        } else if (value < ' ' && value != '\t' && value != '\n' && value != '\r') {
            refuse(value);
        }
        if (isFull()) {
            if (fault == null) {
                fault = "the row is longer than " + maxBytes + " bytes";
            }
            return;
        }
        ensure(1);
        bytes[length++] = value;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(maxBytes, Math.max(2 * bytes.length, length + more)));
        }
    }

    void endField() {
        if (fields == maxColumns) {
            refuse("the row has more than " + maxColumns + " columns");
            return;
        }
        if (fields == ends.length) {
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        ends[fields++] = length;
    }

    /** Of a row that is full of them, one is told. */
    private void refuse(byte control) {
        if (fault == null) {
            fault = "there is a control character, byte 0x%02X".formatted(control);
        }
    }

    /** The first reason stays. */
    void refuse(String reason) {
        if (fault == null) {
            fault = reason;
        }
    }

    /** Makes sure that the whole row is UTF-8. */
    void end() {
        if (ascii || fault != null) {
            return;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer row = ByteBuffer.wrap(bytes, 0, length);
        try {
            decoder.decode(row);
        } catch (CharacterCodingException e) {
            // The buffer stands where the malformed bytes begin.
            refuse("the row is not UTF-8, byte 0x%02X".formatted(bytes[row.position()]));
        }
    }
}
