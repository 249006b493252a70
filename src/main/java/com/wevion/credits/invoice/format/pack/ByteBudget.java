package com.wevion.credits.invoice.format.pack;

import com.wevion.credits.invoice.format.FileRefused;
import java.io.IOException;
import java.io.InputStream;

/** The bytes that a packed file may still unpack to, all its parts together: a small file can unpack to an endless one. */
final class ByteBudget {
    private final long maxBytes;
    private long bytes;

    ByteBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    private void take(int more) {
        bytes += more;
        if (bytes > maxBytes) {
            throw new FileRefused("the file is longer than " + maxBytes + " bytes once it is unpacked");
        }
    }

    /** A stream whose bytes are taken from the budget; it cannot be closed. */
    InputStream of(InputStream unpacked) {
        return new ByPieces(unpacked) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = in.read(buffer, offset, length);
                take(Math.max(read, 0));
                return read;
            }

            @Override
            public void close() {
                // Another part may follow.
            }
        };
    }
}
