package com.wevion.credits.ledger.decision;

import com.wevion.credits.platform.database.ArrayParameters;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The columns of one kind of rows that the database function {@code write_changes} writes, by the names that a function of the database
 * gives them. They are bound as one array for each type: numbers and times, UUIDs, texts, bytes.
 *
 * @param <T> the type that a row is made of
 */
final class ArrayColumns<T> {
    /** Those of one type. */
    private static final class Part<T, V> {
        final List<String> names = new ArrayList<>();
        final List<Function<T, V>> values = new ArrayList<>();

        void add(String name, Function<T, V> value) {
            names.add(name);
            values.add(value);
        }
    }

    private final String function;
    private final Part<T, Long> numbers = new Part<>();
    private final Part<T, UUID> uuids = new Part<>();
    private final Part<T, String> texts = new Part<>();
    private final Part<T, byte[]> bytes = new Part<>();

    /** @param function of the database, which makes rows with names of the arrays */
    ArrayColumns(String function) {
        this.function = function;
    }

    ArrayColumns<T> number(String name, Function<T, Long> value) {
        numbers.add(name, value);
        return this;
    }

    /** A column of times, which go with the numbers. */
    ArrayColumns<T> time(String name, Function<T, Instant> value) {
        return number(name, row -> {
            Instant at = value.apply(row);
            return at == null ? null : EpochMicros.of(at);
        });
    }

    ArrayColumns<T> uuid(String name, Function<T, UUID> value) {
        uuids.add(name, value);
        return this;
    }

    ArrayColumns<T> text(String name, Function<T, String> value) {
        texts.add(name, value);
        return this;
    }

    ArrayColumns<T> bytes(String name, Function<T, byte[]> value) {
        bytes.add(name, value);
        return this;
    }

    String function() {
        return function;
    }

    /** The names of the columns in each array, in the order of their binding. */
    List<List<String>> names() {
        return Stream.of(numbers.names, uuids.names, texts.names, bytes.names)
                .filter(names -> !names.isEmpty())
                .toList();
    }

    /** Binds the next parameters: an array for each type that there is. */
    void bind(ArrayParameters arrays, List<T> rows) throws SQLException {
        ArrayParameters.Rows<T> parameters = arrays.rows(rows);
        parameters.longs(numbers.values);
        if (!uuids.values.isEmpty()) {
            parameters.uuids(uuids.values);
        }
        if (!texts.values.isEmpty()) {
            parameters.texts(texts.values);
        }
        if (!bytes.values.isEmpty()) {
            parameters.bytes(bytes.values);
        }
    }
}
