package com.wevion.credits.invoice.format;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Map;

/** Columns that are kept as they are, as a JSON object of texts. Not thread-safe. */
final class Extras {
    private final JsonStringEncoder encoder = JsonStringEncoder.getInstance();
    private final StringBuilder json = new StringBuilder();
    private final String[] names;
    private final int[] columns;

    /** @param columns by name */
    Extras(Map<String, Integer> columns) {
        this.names = columns.keySet().stream()
                .map(name -> "\"" + new String(encoder.quoteAsString(name)) + "\":\"")
                .toArray(String[]::new);
        this.columns = columns.values().stream().mapToInt(Integer::intValue).toArray();
    }

    /** The values of a row; null if it has none. */
    String json(CsvRow row) {
        json.setLength(0);
        for (int index = 0; index < columns.length; index++) {
            String text = row.text(columns[index]);
            if (text != null) {
                json.append(json.isEmpty() ? '{' : ',').append(names[index]);
                encoder.quoteAsString(text, json);
                json.append('"');
            }
        }
        return json.isEmpty() ? null : json.append('}').toString();
    }
}
