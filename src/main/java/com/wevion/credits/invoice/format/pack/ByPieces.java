package com.wevion.credits.invoice.format.pack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream all of whose bytes are read by one method, which sees each of them. */
public abstract class ByPieces extends FilterInputStream {
    /** Reads from another stream. */
    protected ByPieces(InputStream bytes) {
        super(bytes);
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int length) throws IOException;
}
