package com.wevion.credits.gateway;

import com.wevion.credits.platform.Hashes;
import com.wevion.credits.platform.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** A file that has arrived, on the disk of this server until it is closed: so a slow sender holds no connection of the database. */
final class SpooledFile implements AutoCloseable {
    private final Path path;
    private final byte[] sha256;
    private final long bytes;

    private SpooledFile(Path path, byte[] sha256, long bytes) {
        this.path = path;
        this.sha256 = sha256;
        this.bytes = bytes;
    }

    /**
     * Reads a body to its end.
     *
     * @param expectedBytes its length; negative if it is not known
     * @throws Unavailable if it breaks off
     */
    static SpooledFile of(InputStream body, long expectedBytes) {
        Path path = null;
        try {
            path = Files.createTempFile("credits-usage-", null);
            MessageDigest digest = Hashes.sha256();
            long bytes;
            try (OutputStream file = new DigestOutputStream(Files.newOutputStream(path), digest)) {
                bytes = body.transferTo(file);
            }
            if (bytes < expectedBytes) {
                throw new IOException("Only " + bytes + " of " + expectedBytes + " bytes came");
            }
            return new SpooledFile(path, digest.digest(), bytes);
        } catch (IOException e) {
            delete(path);
            throw new Unavailable("The file did not arrive completely; send it again.");
        } catch (RuntimeException e) {
            delete(path);
            throw e;
        }
    }

    InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    byte[] sha256() {
        return sha256.clone();
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        delete(path);
    }

    private static void delete(Path path) {
        try {
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            path.toFile().deleteOnExit();
        }
    }
}
