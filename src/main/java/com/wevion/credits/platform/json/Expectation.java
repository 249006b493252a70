package com.wevion.credits.platform.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says for people what a field of a Java type must hold; the types themselves are not theirs to see. */
final class Expectation {
    private static final Map<Class<?>, String> BY_TYPE = Map.ofEntries(
            Map.entry(String.class, "must be a string"),
            Map.entry(UUID.class, "must be a UUID"),
            Map.entry(Instant.class, "must be a UTC instant such as 2026-01-31T12:00:00Z"),
            Map.entry(LocalDate.class, "must be a date such as 2026-01-31"),
            Map.entry(boolean.class, "must be true or false"),
            Map.entry(Boolean.class, "must be true or false"),
            Map.entry(int.class, whole(Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry(Integer.class, whole(Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry(long.class, whole(Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry(Long.class, whole(Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry(BigInteger.class, "must be a whole number"),
            Map.entry(BigDecimal.class, "must be a number"));

    private Expectation() {}

    static String of(Class<?> type) {
        if (type == null) {
            return "has the wrong type";
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "must be a list";
        }
        return BY_TYPE.getOrDefault(type, "must be an object");
    }

    private static String whole(long min, long max) {
        return "must be a whole number from " + min + " to " + max;
    }
}
