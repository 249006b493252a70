package com.wevion.credits.invoice.format.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A zip while it is read from front to back; it keeps the last bytes, in which the archive says how many files it has. */
final class LastBytes extends ByPieces {
    /** The record at the end of a zip, and the longest comment behind it. */
    private static final int KEPT = 22 + 0xFFFF;

    private static final int RECORD = 22;
    private static final int TOTAL_AT = 10;
    private static final int COMMENT_AT = 20;

    private static final int MASK = (1 << 17) - 1;

    private final byte[] ring = new byte[MASK + 1];
    private long bytes;

    LastBytes(InputStream zip) {
        super(zip);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, Math.min(length, 1 << 16));
        for (int index = 0; index < read; index++) {
            ring[(int) (bytes++ & MASK)] = buffer[offset + index];
        }
        return read;
    }

    /** The number of files that the archive says it has, after it was read to its end; -1 if the end is not there. */
    int entries() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        long first = Math.max(0, bytes - KEPT);
        for (long at = bytes - RECORD; at >= first; at--) {
            boolean record = number(at) == 0x4B50 && number(at + 2) == 0x0605;
            if (record && at + RECORD + number(at + COMMENT_AT) == bytes) {
                return number(at + TOTAL_AT);
            }
        }
        return -1;
    }

    private int number(long at) {
        return ring[(int) (at & MASK)] & 0xFF | (ring[(int) (at + 1 & MASK)] & 0xFF) << 8;
    }
}
