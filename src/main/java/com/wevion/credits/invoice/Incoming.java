package com.wevion.credits.invoice;

import com.wevion.credits.invoice.format.FileRefused;
import com.wevion.credits.invoice.format.pack.ByPieces;
import com.wevion.credits.platform.Hashes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** A file as it comes in: counted, digested, and a sign of life with each piece. */
final class Incoming extends ByPieces {
    private static final int PIECE = 1 << 16;

    private final MessageDigest digest = Hashes.sha256();
    private final long maxBytes;
    private final long expectedBytes;
    private final Runnable alive;
    private long bytes;
    private boolean broken;
    private boolean ended;

    /**
     * A file, before the first read.
     *
     * @param maxBytes of the file
     * @param expectedBytes the length that its sender announced; negative if it announced none
     * @param alive called after each piece
     */
    Incoming(InputStream file, long maxBytes, long expectedBytes, Runnable alive) {
        super(file);
        this.maxBytes = maxBytes;
        this.expectedBytes = expectedBytes;
        this.alive = alive;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read;
        try {
            read = in.read(buffer, offset, Math.min(length, PIECE));
        } catch (IOException e) {
            broken = true;
            throw e;
        }
        if (read < 0) {
            if (bytes < expectedBytes) {
                broken = true;
                throw new EOFException("Only " + bytes + " of " + expectedBytes + " bytes came");
            }
            ended = true;
            return read;
        }
        bytes += read;
        if (bytes > maxBytes) {
            throw new FileRefused("the file is longer than " + maxBytes + " bytes");
        }
        digest.update(buffer, offset, read);
        alive.run();
        return read;
    }

    /** Stays open: the rest is still to be read, and whoever opened the file closes it. */
    @Override
    public void close() {}

    /** Reads what is left, for the digest; no more than the limit. */
    void drain() throws IOException {
        byte[] buffer = new byte[PIECE];
        while (read(buffer, 0, PIECE) >= 0) {
            // Reading is what it is about.
        }
    }

    /** True if the file broke off, whatever was thrown because of that. */
    boolean broken() {
        return broken;
    }

    /** True if the file was read to its end. */
    boolean ended() {
        return ended;
    }

    /** Bytes so far. */
    long bytes() {
        return bytes;
    }

    /** SHA-256 of all of it, to be asked for once. */
    byte[] digest() {
        return digest.digest();
    }
}
