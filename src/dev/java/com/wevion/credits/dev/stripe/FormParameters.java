package com.wevion.credits.dev.stripe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parameters of a query or a form, names as in {@code line_items[0][price_data][currency]}. */
final class FormParameters {
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
    private static final Pattern METADATA_KEY = Pattern.compile("(metadata]?)\\[[^]]*]$");
    private static final int MAX_METADATA = 50;
    private static final int LONGEST_METADATA_KEY = 40;
    private static final int LONGEST_METADATA = 500;

    private final Map<String, String> values;

    private FormParameters(Map<String, String> values) {
        this.values = values;
    }

    static FormParameters parse(String encoded) {
        Map<String, String> found = new TreeMap<>();
        Map<String, Integer> appended = new HashMap<>();
        if (encoded != null && !encoded.isEmpty()) {
            for (String pair : encoded.split("&")) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                if (name.endsWith("[]")) {
                    int index = appended.merge(name, 1, Integer::sum) - 1;
                    name = name.substring(0, name.length() - 1) + index + "]";
                }
                found.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new FormParameters(found);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StripeFailure.invalid("Invalid encoding: " + e.getMessage());
        }
    }

    /** All of them, sorted by name; so two requests are the same if these are. */
    Map<String, String> all() {
        return Collections.unmodifiableMap(values);
    }

    /** A name as the list of accepted names has it: {@code line_items[][quantity]}, {@code metadata}. */
    static String pattern(String name) {
        return INDEX.matcher(METADATA_KEY.matcher(name).replaceFirst("$1")).replaceAll("[]");
    }

    /** True if the parameter or a part of it is given. */
    boolean has(String name) {
        return values.keySet().stream().anyMatch(given -> given.equals(name) || given.startsWith(name + "["));
    }

    /** Null if it is absent. */
    String text(String name) {
        return values.get(name);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    String required(String name) {
        String value = values.get(name);
        if (value == null) {
            throw StripeFailure.missingParameter(name);
        }
        if (value.isEmpty()) {
            String message = "You passed an empty string for '" + name + "'.";
            throw StripeFailure.invalid("parameter_invalid_empty", message, name);
        }
        return value;
    }

    long number(String name) {
        return number(name, required(name));
    }

    long number(String name, long otherwise) {
        return values.containsKey(name) ? number(name) : otherwise;
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw StripeFailure.invalid("parameter_invalid_integer", "Invalid integer: " + value, name);
        }
    }

    boolean flag(String name, boolean otherwise) {
        String value = text(name, Boolean.toString(otherwise));
        if (!value.equals("true") && !value.equals("false")) {
            throw StripeFailure.invalid(null, "Invalid boolean: " + value, name);
        }
        return value.equals("true");
    }

    /** One of the values, or the first if it is absent. */
    String choice(String name, List<String> choices) {
        String value = text(name, choices.get(0));
        if (!choices.contains(value)) {
            throw StripeFailure.invalid(null, "Invalid " + name + ": must be one of " + choices, name);
        }
        return value;
    }

    String currency(String name) {
        String value = required(name);
        if (!value.matches("[a-zA-Z]{3}")) {
            throw StripeFailure.invalid(null, "Invalid currency: " + value, name);
        }
        return value.toLowerCase(java.util.Locale.ROOT);
    }

    /** The values of {@code name[0]}, {@code name[1]}, … */
    List<String> list(String name) {
        Pattern item = Pattern.compile(Pattern.quote(name) + "\\[(\\d+)]");
        Map<Integer, String> found = new TreeMap<>();
        values.forEach((given, value) -> {
            Matcher matcher = item.matcher(given);
            if (matcher.matches()) {
                found.put(Integer.valueOf(matcher.group(1)), value);
            }
        });
        return List.copyOf(found.values());
    }

    /** The entries of {@code name[key]}, within Stripe's limits. */
    Map<String, String> metadata(String name) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((given, value) -> {
            if (given.startsWith(name + "[")) {
                found.put(given.substring(name.length() + 1, given.length() - 1), value);
            }
        });
        boolean tooLong = found.entrySet().stream()
                .anyMatch(entry -> entry.getKey().length() > LONGEST_METADATA_KEY
                        || entry.getValue().length() > LONGEST_METADATA);
        if (tooLong || found.size() > MAX_METADATA) {
            throw StripeFailure.invalid(
                    null, "Metadata has at most 50 keys of 40 characters with values of 500 characters.", name);
        }
        return found;
    }
}
