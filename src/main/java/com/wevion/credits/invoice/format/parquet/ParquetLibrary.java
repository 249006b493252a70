package com.wevion.credits.invoice.format.parquet;

import com.wevion.credits.invoice.format.FileRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The library parquet-floor and what it needs, as jars in a folder. They see nothing of the service and it sees them by reflection
 * only. Thread-safe.
 */
public final class ParquetLibrary {
    /** No library: such files are refused. */
    public static final ParquetLibrary ABSENT = new ParquetLibrary(null, 0);

    private static final String READER = "blue.strategic.parquet.ParquetReader";
    private static final int TAIL = 8;
    private static final int MAX_FOOTER = 1 << 26;

    private final Path folder;
    private final long maxGroupBytes;
    private ClassLoader jars;

    private ParquetLibrary(Path folder, long maxGroupBytes) {
        this.folder = folder;
        this.maxGroupBytes = maxGroupBytes;
    }

    /**
     * The library in a folder.
     *
     * @param maxGroupBytes the unpacked size of the largest row group that is read: it is in memory as a whole
     */
    public static ParquetLibrary in(Path folder, long maxGroupBytes) {
        return new ParquetLibrary(folder, maxGroupBytes);
    }

    /** True if there is one. */
    public boolean isPresent() {
        return folder != null;
    }

    /**
     * The rows of a file as CSV with a header, without columns that are lists or maps.
     *
     * @param parquet read to its end, into a temporary file: such a file is read from its end
     * @return to be closed, which deletes that
     * @throws FileRefused if it is damaged, or has larger row groups than the limit
     */
    public InputStream text(InputStream parquet) throws IOException {
        Path file = Files.createTempFile("provider-file", ".parquet");
        try {
            Files.copy(parquet, file, StandardCopyOption.REPLACE_EXISTING);
            checkEnd(file);
            return ParquetText.of(Reflected.type(jars(), READER), file, maxGroupBytes);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void checkEnd(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[TAIL];
            bytes.seek(Math.max(0, bytes.length() - TAIL));
            bytes.readFully(tail);
            if (!new String(tail, 4, 4, StandardCharsets.ISO_8859_1).equals("PAR1")) {
                throw new FileRefused("the Parquet file is cut off");
            }
            int footer = tail[0] & 0xFF | (tail[1] & 0xFF) << 8 | (tail[2] & 0xFF) << 16 | tail[3] << 24;
            if (footer < 0 || footer > MAX_FOOTER || footer > bytes.length() - TAIL) {
                throw new FileRefused("the Parquet file is damaged: its description is not as long as it says");
            }
        }
    }

    private synchronized ClassLoader jars() throws IOException {
        if (jars == null) {
            List<URL> found = new ArrayList<>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
                for (Path jar : files) {
                    found.add(jar.toUri().toURL());
                }
            }
            jars = new URLClassLoader(found.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        }
        return jars;
    }
}
