package com.wevion.credits.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** The time of day of one process, which can be stepped; needs a C compiler. */
final class SteppedClock {
    private static final Path SOURCE = Path.of("src/test/resources/faults/clock.c");

    private final Path library;
    private final Path seconds;
    private final boolean compiled;

    /** With its files in this folder. */
    SteppedClock(Path folder) {
        library = folder.resolve("clock.so");
        seconds = folder.resolve("clock");
        compiled = compile();
        step(0);
    }

    private boolean compile() {
        try {
            return new ProcessBuilder(
                                    "cc",
                                    "-shared",
                                    "-fPIC",
                                    "-O2",
                                    "-o",
                                    library.toString(),
                                    SOURCE.toString(),
                                    "-ldl")
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // no compiler
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The environment of the process; empty without a compiler. */
    Map<String, String> environment() {
        return compiled ? Map.of("LD_PRELOAD", library.toString(), "CREDITS_TEST_CLOCK", seconds.toString()) : Map.of();
    }

    boolean canBeStepped() {
        return compiled && Files.exists(library);
    }

    /** From now on it differs from this machine's by so much. */
    void step(int by) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(by)
                .flip();
        try (FileChannel file = FileChannel.open(seconds, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(bytes, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
