package com.wevion.credits.invoice.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The columns of a CSV file by their names, in any order, however they are capitalised. */
final class CsvHeader {
    /** The number of a column that is not there. */
    static final int ABSENT = -1;

    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();

    /**
     * The header that is the current row.
     *
     * @throws FileRefused if it is none
     */
    CsvHeader(CsvRow row) {
        if (row.excerpt(1).matches("[{\\[]")) {
            throw new FileRefused("line " + row.line() + ": this is JSON, and files of the format are CSV");
        }
        if (row.fault() != null) {
            throw new FileRefused("line " + row.line() + ": " + row.fault());
        }
        for (int column = 0; column < row.fields(); column++) {
            String name = row.text(column);
            names.add(name);
            if (name != null && columns.put(key(name), column) != null) {
                throw new FileRefused("line " + row.line() + ": there are two columns " + name);
            }
        }
        String only = names.get(0);
        if (names.size() == 1 && only != null && (only.contains(";") || only.contains("\t") || only.contains("|"))) {
            throw new FileRefused("line " + row.line() + ": it is unclear what parts the columns; part them by commas");
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Makes sure that columns are there.
     *
     * @throws FileRefused naming those that are not
     */
    CsvHeader require(String... needed) {
        List<String> missing = Arrays.stream(needed)
                .filter(name -> !columns.containsKey(key(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw new FileRefused("line 1: these columns are missing: " + String.join(", ", missing));
        }
        return this;
    }

    /** The number of a column, or {@link #ABSENT}. */
    int column(String name) {
        return columns.getOrDefault(key(name), ABSENT);
    }

    /** The numbers of columns by their names. */
    Map<String, Integer> columns(Predicate<String> names) {
        Map<String, Integer> found = new LinkedHashMap<>();
        columns.values().stream()
                .filter(column -> names.test(this.names.get(column)))
                .forEach(column -> found.put(this.names.get(column), column));
        return found;
    }

    /** The number of columns. */
    int size() {
        return names.size();
    }
}
