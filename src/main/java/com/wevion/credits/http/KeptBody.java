package com.wevion.credits.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a body that have arrived so far: in memory, and beyond a limit in a file that no longer has a name. */
final class KeptBody implements Closeable {
    private final int maxInMemoryBytes;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(512);
    private FileChannel file;
    private long bytes;

    KeptBody(int maxInMemoryBytes) {
        this.maxInMemoryBytes = maxInMemoryBytes;
    }

    long bytes() {
        return bytes;
    }

    void add(byte[] more, int length) throws IOException {
        bytes += length;
        if (file == null && bytes <= maxInMemoryBytes) {
            memory.write(more, 0, length);
            return;
        }
        if (file == null) {
            file = open();
            write(ByteBuffer.wrap(memory.toByteArray()));
            memory.reset();
        }
        write(ByteBuffer.wrap(more, 0, length));
    }

    private static FileChannel open() throws IOException {
        Path path = Files.createTempFile("credits-body", null);
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private void write(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    /** The body from its beginning. */
    InputStream read() throws IOException {
        return file == null
                ? new ByteArrayInputStream(memory.toByteArray())
                : Channels.newInputStream(file.position(0));
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
