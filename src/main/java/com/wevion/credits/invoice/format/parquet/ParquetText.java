package com.wevion.credits.invoice.format.parquet;

import com.wevion.credits.invoice.format.FileRefused;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows of a Parquet file as CSV, made one by one as they are read. */
final class ParquetText extends InputStream {
    private final Path file;
    private final List<ParquetColumn> columns;
    private final Spliterator<Object[]> rows;
    private byte[] line;
    private int position;

    private ParquetText(Path file, List<ParquetColumn> columns, Spliterator<Object[]> rows) {
        this.file = file;
        this.columns = columns;
        this.rows = rows;
        this.line = bytes(columns.stream().map(column -> ParquetColumn.quoted(column.name())));
    }

    /** @throws FileRefused if the library cannot read it, or a row group is too large */
    static ParquetText of(Class<?> reader, Path file, long maxGroupBytes) {
        Object metadata = Reflected.call(reader, "readMetadata", file.toFile());
        for (Object group : (List<?>) Reflected.call(metadata, "getBlocks")) {
            if ((Long) Reflected.call(group, "getTotalByteSize") > maxGroupBytes) {
                throw new FileRefused("the Parquet file has a row group of more than " + maxGroupBytes
                        + " bytes; have it exported as CSV");
            }
        }
        List<ParquetColumn> columns = columns(Reflected.call(Reflected.call(metadata, "getFileMetaData"), "getSchema"));
        List<String> names = columns.stream().map(ParquetColumn::name).toList();
        Function<String[], Object> number =
                path -> path.length == 1 && names.contains(path[0]) ? names.indexOf(path[0]) : null;
        return new ParquetText(file, columns, rows(reader, file, columns.size(), number));
    }

    private static List<ParquetColumn> columns(Object schema) {
        List<ParquetColumn> columns = new ArrayList<>();
        for (Object column : (List<?>) Reflected.call(schema, "getColumns")) {
            String[] path = (String[]) Reflected.call(column, "getPath");
            if (path.length == 1 && (Integer) Reflected.call(column, "getMaxRepetitionLevel") == 0) {
                columns.add(ParquetColumn.of(path[0], Reflected.call(column, "getPrimitiveType")));
            }
        }
        if (columns.isEmpty()) {
            throw new FileRefused("the Parquet file has no column with single values");
        }
        return columns;
    }

    @SuppressWarnings("unchecked") // what the proxy makes of a row
    private static Spliterator<Object[]> rows(Class<?> reader, Path file, int size, Function<String[], Object> number) {
        ClassLoader jars = reader.getClassLoader();
        Class<?> hydrator = Reflected.type(jars, "blue.strategic.parquet.Hydrator");
        Object making = Proxy.newProxyInstance(jars, new Class<?>[] {hydrator}, (proxy, method, parameters) -> {
            switch (method.getName()) {
                case "start" -> {
                    return new Object[size];
                }
                case "add" -> {
                    ((Object[]) parameters[0])[(Integer) parameters[1]] = parameters[2];
                    return parameters[0];
                }
                default -> {
                    return parameters[0];
                }
            }
        });
        return (Spliterator<Object[]>) Reflected.call(reader, "spliterator", file.toFile(), making, number);
    }

    private static byte[] bytes(Stream<String> fields) {
        return fields.collect(Collectors.joining(",", "", "\n")).getBytes(StandardCharsets.UTF_8);
    }

    private boolean fill() {
        while (position == line.length) {
            try {
                boolean any = rows.tryAdvance(row -> line = bytes(IntStream.range(0, row.length)
                        .mapToObj(index -> columns.get(index).field(row[index]))));
                if (!any) {
                    return false;
                }
            } catch (RuntimeException | LinkageError e) { // whatever the library throws at a damaged file
                throw Reflected.refusal(e);
            }
            position = 0;
        }
        return true;
    }

    @Override
    public int read() {
        return fill() ? line[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (!fill()) {
            return -1;
        }
        int read = Math.min(length, line.length - position);
        System.arraycopy(line, position, buffer, offset, read);
        position += read;
        return read;
    }

    @Override
    public void close() throws IOException {
        try {
            ((Closeable) rows).close();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
