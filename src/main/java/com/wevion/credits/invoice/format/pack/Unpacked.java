package com.wevion.credits.invoice.format.pack;

import com.wevion.credits.invoice.format.FileRefused;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Undoes what was done to a file on its way: gzip, found by its first bytes, and the byte order mark. */
public final class Unpacked {
    private static final int BUFFER = 1 << 16;

    private Unpacked() {}

    /**
     * The content of the file.
     *
     * @param maxBytes the greatest size of a packed file once it is unpacked
     * @throws FileRefused if it is empty, or something else than text in UTF-8
     */
    public static InputStream of(InputStream file, long maxBytes) throws IOException {
        InputStream raw = new BufferedInputStream(file, BUFFER);
        if (startsWith(raw, 0x1F, 0x8B)) {
            raw = new BufferedInputStream(new Bounded(new GZIPInputStream(raw, BUFFER), maxBytes), BUFFER);
        }
        FileKind.refuse(look(raw));
        if (startsWith(raw, 0xEF, 0xBB, 0xBF)) {
            raw.skipNBytes(3);
        }
        raw.mark(1);
        if (raw.read() < 0) {
            throw new FileRefused("the file is empty");
        }
        raw.reset();
        return raw;
    }

    private static byte[] look(InputStream file) throws IOException {
        file.mark(FileKind.LOOK);
        byte[] look = file.readNBytes(FileKind.LOOK);
        file.reset();
        return look;
    }

    private static boolean startsWith(InputStream file, int... bytes) throws IOException {
        file.mark(bytes.length);
        boolean same = true;
        for (int value : bytes) {
            same = same && file.read() == value;
        }
        file.reset();
        return same;
    }

    /** Stops a small file that unpacks to an endless one. */
    private static final class Bounded extends FilterInputStream {
        private final long maxBytes;
        private long bytes;

        Bounded(InputStream unpacked, long maxBytes) {
            super(unpacked);
            this.maxBytes = maxBytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            bytes += Math.max(read, 0);
            if (bytes > maxBytes) {
                throw new FileRefused("the file is longer than " + maxBytes + " bytes once it is unpacked");
            }
            return read;
        }
    }
}
