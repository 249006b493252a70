package com.wevion.credits.invoice.format.pack;

import com.wevion.credits.invoice.format.FileReader;
import com.wevion.credits.invoice.format.FileRefused;
import com.wevion.credits.invoice.format.RowSink;
import com.wevion.credits.invoice.format.parquet.ParquetLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A zip whose files are the parts of one export, each with a header of its own, in the order of the archive. Those that its manifest
 * names must be there, once, and no others.
 */
final class ZipOfParts {
    private final LastBytes file;
    private final ZipInputStream zip;
    private final InputStream content;
    private final ByteBudget budget;
    private final int maxEntries;
    private final ParquetLibrary parquet;
    private final Manifests manifests = new Manifests();
    private final Set<String> parts = new LinkedHashSet<>();
    /** Parts by their size and checksum. */
    private final Map<String, String> contents = new HashMap<>();

    private int entries;
    private long lines;
    private boolean anyRow;

    ZipOfParts(InputStream file, ByteBudget budget, int maxEntries, ParquetLibrary parquet) {
        this.file = new LastBytes(file);
        this.zip = new ZipInputStream(this.file, StandardCharsets.ISO_8859_1);
        this.budget = budget;
        this.content = budget.of(zip);
        this.maxEntries = maxEntries;
        this.parquet = parquet;
    }

    void read(FileReader reader, RowSink rows) throws IOException {
        for (ZipEntry entry = next(); entry != null; entry = next()) {
            String name = EntryName.shown(entry.getName());
            if (Manifests.isOne(entry.getName())) {
                manifests.add(name, content);
            } else if (!entry.isDirectory() && !EntryName.isNoPart(entry.getName())) {
                part(entry, name, reader, rows);
            }
            content.transferTo(OutputStream.nullOutputStream());
        }
        end();
    }

    private ZipEntry next() throws IOException {
        try {
            ZipEntry entry = zip.getNextEntry();
            if (entry != null && ++entries > maxEntries) {
                throw new FileRefused("there are more than " + maxEntries + " files in the zip");
            }
            return entry;
        } catch (IllegalArgumentException e) {
            throw new FileRefused("the name of a file in the zip is not UTF-8, which it says it is");
        }
    }

    private void part(ZipEntry entry, String name, FileReader reader, RowSink rows) throws IOException {
        if (!parts.add(name)) {
            throw new FileRefused("there are two files " + name + " in the zip");
        }
        PartRows numbered = new PartRows(rows, name, lines);
        try (InputStream text = Unpacked.of(content, budget, parquet)) {
            reader.read(text, numbered);
        } catch (FileRefused e) {
            if (!e.isEmpty()) {
                throw new FileRefused(name + ": " + e.getMessage());
            }
        }
        lines = numbered.last();
        content.transferTo(OutputStream.nullOutputStream());
        if (!numbered.isEmpty()) {
            anyRow = true;
            String same = contents.put(entry.getSize() + "/" + entry.getCrc(), name);
            if (same != null) {
                throw new FileRefused(same + " and " + name + " are the same file");
            }
        }
    }

    /** Makes sure that all of the archive was there. */
    private void end() throws IOException {
        int said = file.entries();
        if (said != entries && said != 0xFFFF) {
            throw new FileRefused(
                    said < 0
                            ? "the zip is cut off: its directory is missing"
                            : "the zip is damaged: its directory has " + said + " files, and it has " + entries);
        }
        manifests.check(parts);
        if (!anyRow) {
            throw new FileRefused(parts.isEmpty() ? "there is no file in the zip" : "there is no row in the zip");
        }
    }
}
