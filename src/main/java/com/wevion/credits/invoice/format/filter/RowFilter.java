package com.wevion.credits.invoice.format.filter;

import com.wevion.credits.platform.Invalid;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rows of a bill that count, as in {@code SubAccountId=123,456;ServiceName=Amazon Bedrock}: those that have one of the values in
 * each of the columns, however they are capitalised.
 *
 * @param columns values by the names of columns; none for all rows
 */
public record RowFilter(Map<String, Set<String>> columns) {
    /** All rows. */
    public static final RowFilter ALL = new RowFilter(Map.of());

    private static final List<String> COLUMNS =
            List.of("BillingAccountId", "SubAccountId", "ServiceCategory", "ServiceName");

    private static final int LONGEST = 2_000;

    /** Takes a copy. */
    public RowFilter {
        Map<String, Set<String>> copy = new TreeMap<>();
        columns.forEach((column, values) -> {
            Set<String> anyCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            anyCase.addAll(values);
            copy.put(column, anyCase);
        });
        columns = copy;
    }

    /**
     * The parameter {@code only}.
     *
     * @param text null for all rows
     * @throws Invalid if it is written otherwise
     */
    public static RowFilter of(String text) {
        if (text == null) {
            return ALL;
        }
        if (text.length() > LONGEST) {
            throw new Invalid("only", "must be at most " + LONGEST + " characters");
        }
        Map<String, Set<String>> columns = new TreeMap<>();
        for (String part : text.split(";", -1)) {
            int equals = part.indexOf('=');
            String column = column(part.substring(0, Math.max(equals, 0)).strip());
            Set<String> values = Arrays.stream(part.substring(equals + 1).split(",", -1))
                    .map(String::strip)
                    .collect(Collectors.toSet());
            if (column == null || values.contains("") || columns.put(column, values) != null) {
                throw new Invalid(
                        "only",
                        "must name each of the columns " + String.join(", ", COLUMNS)
                                + " at most once, as in SubAccountId=123,456;ServiceName=Amazon Bedrock");
            }
        }
        return new RowFilter(columns);
    }

    /**
     * The filters of a setting by folder, as in {@code AWS/FOCUS: SubAccountId=123 | AZURE/FOCUS: ServiceName=Azure OpenAI}.
     *
     * @throws IllegalArgumentException if it is written otherwise, or names a folder twice
     */
    public static Map<String, RowFilter> byFolder(String setting) {
        Map<String, RowFilter> filters = new TreeMap<>();
        for (String part : setting.isBlank() ? new String[0] : setting.split("\\|", -1)) {
            int colon = part.indexOf(':');
            String folder = part.substring(0, Math.max(colon, 0)).strip();
            if (!folder.matches("[^/]+/FOCUS") || filters.put(folder, of(part.substring(colon + 1))) != null) {
                throw new IllegalArgumentException(
                        "The rows of a folder of the inbox are each chosen once, as in AWS/FOCUS:"
                                + " SubAccountId=123 | AZURE/FOCUS: ServiceName=Azure OpenAI, not: " + part);
            }
        }
        return filters;
    }

    private static String column(String name) {
        return COLUMNS.stream()
                .filter(column -> column.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    /** The filter in its one form; null for all rows. */
    public String text() {
        return columns.isEmpty()
                ? null
                : columns.entrySet().stream()
                        .map(column -> column.getKey() + "=" + joined(column.getValue()))
                        .collect(Collectors.joining(";"));
    }

    private static String joined(Collection<String> values) {
        return String.join(",", values);
    }
}
