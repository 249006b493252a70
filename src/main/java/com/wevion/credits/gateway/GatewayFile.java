package com.wevion.credits.gateway;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A gateway's log as a file: CSV with a header, a JSON list, JSON lines, or an object that has the list in its field {@code data}. Only
 * the wanted fields are kept of a row, so that prompts and answers in it are passed over.
 */
final class GatewayFile {
    private static final String LIST = "data";
    /** Fields of a page of a list, of which none is a field of a row. */
    private static final Set<String> PAGE = Set.of(LIST, "total", "page", "page_size", "total_pages");

    private static final JsonFactory TOKENS = Json.mapper()
            .getFactory()
            .rebuild()
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .build();

    private final Set<String> wanted;
    private final Consumer<GatewayRow> rows;
    private long line;

    private GatewayFile(Set<String> wanted, Consumer<GatewayRow> rows) {
        this.wanted = wanted;
        this.rows = rows;
    }

    /**
     * Reads a file to its end.
     *
     * @param wanted the paths of the fields that are kept
     * @throws Invalid if it is neither CSV nor JSON
     */
    static void read(InputStream body, Set<String> wanted, Consumer<GatewayRow> rows) throws IOException {
        InputStream file = new BufferedInputStream(body);
        int first = first(file);
        GatewayFile reader = new GatewayFile(wanted, rows);
        try {
            if (first == '{' || first == '[') {
                reader.json(file);
            } else {
                reader.csv(file);
            }
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            throw refused(where + "the file is not JSON that can be read");
        } catch (UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw refused("after row " + reader.line + " the file is not CSV that can be read");
        }
        if (reader.line == 0) {
            throw refused("there is no row in the file");
        }
    }

    private static Invalid refused(String reason) {
        return new Invalid("file", reason);
    }

    /** The first character that is not blank, without the byte order mark; it is still to be read. */
    private static int first(InputStream file) throws IOException {
        file.mark(3);
        if (file.read() != 0xEF || file.read() != 0xBB || file.read() != 0xBF) {
            file.reset();
        }
        int next;
        do {
            file.mark(1);
            next = file.read();
        } while (next == ' ' || next == '\n' || next == '\r' || next == '\t');
        file.reset();
        return next;
    }

    private void csv(InputStream file) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = format.parse(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            List<String> header = parser.getHeaderNames();
            for (CSVRecord row : parser) {
                line = parser.getCurrentLineNumber();
                rows.accept(new GatewayRow(line, cells(header, row)));
            }
        }
    }

    private Map<String, String> cells(List<String> header, CSVRecord row) throws IOException {
        Map<String, String> cells = new HashMap<>();
        for (int column = 0; column < Math.min(header.size(), row.size()); column++) {
            String name = header.get(column).strip();
            String cell = row.get(column);
            if (wanted.contains(name)) {
                cells.put(name, cell);
            } else if (cell.startsWith("{") && hasWanted(name)) {
                try (JsonParser json = TOKENS.createParser(cell)) {
                    json.nextToken();
                    object(json, name + ".", cells);
                } catch (JacksonException e) {
                    // What is in it is not needed to take the row.
                }
            }
        }
        return cells;
    }

    private void json(InputStream file) throws IOException {
        try (JsonParser json = TOKENS.createParser(file)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    list(json);
                } else if (token == JsonToken.START_OBJECT) {
                    rowOrPage(json);
                } else {
                    throw refused("a row of the file is no object");
                }
            }
        }
    }

    private void list(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw refused("a row of the file is no object");
            }
            Map<String, String> fields = new HashMap<>();
            object(json, "", fields);
            row(fields);
        }
    }

    private void rowOrPage(JsonParser json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        boolean page = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            page |= PAGE.contains(name);
            JsonToken value = json.nextToken();
            if (name.equals(LIST) && value == JsonToken.START_ARRAY) {
                list(json);
            } else {
                value(json, name, fields);
            }
        }
        if (!page) {
            row(fields);
        }
    }

    private void row(Map<String, String> fields) {
        line++;
        rows.accept(new GatewayRow(line, fields));
    }

    private void object(JsonParser json, String path, Map<String, String> into) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = path + json.currentName();
            json.nextToken();
            value(json, name, into);
        }
    }

    private void value(JsonParser json, String name, Map<String, String> into) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT && hasWanted(name)) {
            object(json, name + ".", into);
        } else if (token.isStructStart()) {
            json.skipChildren();
        } else if (token != JsonToken.VALUE_NULL && wanted.contains(name)) {
            into.put(name, json.getText());
        }
    }

    private boolean hasWanted(String name) {
        return wanted.stream().anyMatch(path -> path.startsWith(name + "."));
    }
}
