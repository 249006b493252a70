package com.wevion.credits.ledger.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.database.Sql;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server and its database mean the same column by the same name. */
class ChangesTest {
    private static final HikariDataSource POOL = ScratchDatabase.migrated().pool();
    /** The type of an array, by the type of a column in it. */
    private static final Map<String, String> ARRAYS = Map.of(
            "bigint", "bigint[]",
            "timestamp with time zone", "bigint[]",
            "uuid", "uuid[]",
            "text", "text[]",
            "bytea", "bytea[]");

    private record NamedColumn(String name, String type) {
        String array() {
            return ARRAYS.get(type);
        }
    }

    @AfterAll
    static void close() {
        POOL.close();
    }

    static Stream<ArrayColumns<?>> columns() {
        return Changes.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("columns")
    void columnsHaveTheSameNamesInTheSameOrder(ArrayColumns<?> columns) {
        assertThat(List.copyOf(byArray(columns).values())).isEqualTo(columns.names());
    }

    @ParameterizedTest
    @MethodSource("columns")
    void eachNameIsOfTheColumnInItsPlace(ArrayColumns<?> columns) {
        String arrays = byArray(columns).entrySet().stream()
                .map(array -> literal(array.getKey(), array.getValue().size()))
                .collect(Collectors.joining(", "));

        List<List<String>> rows = Sql.on(POOL)
                .list("SELECT * FROM " + columns.function() + "(" + arrays + ")", row -> read(columns, row));

        List<String> places = columns.names().stream()
                .flatMap(names -> IntStream.rangeClosed(1, names.size()).mapToObj(String::valueOf))
                .toList();
        assertThat(rows).containsExactly(places);
    }

    @Test
    void allAreParametersOfTheOneWriter() {
        List<String> arrays = Changes.ALL.stream()
                .flatMap(columns -> byArray(columns).keySet().stream())
                .toList();
        assertThat(Sql.on(POOL).list("""
                                SELECT format_type(t, NULL) AS type FROM pg_proc, unnest(proargtypes) WITH ORDINALITY AS p (t, n)
                                 WHERE proname = 'write_changes' ORDER BY n""", row -> row.getString("type")))
                .isEqualTo(arrays)
                .hasSize(Changes.parameters());
    }

    @Test
    void theTimeThatMustBeReachedIsTheAccountsColumn() {
        int place = Changes.ACCOUNTS.names().get(0).indexOf("reached") + 1;
        assertThat(Sql.on(POOL)
                        .first(
                                "SELECT reached(" + literal("bigint[]", place) + ") = at_epoch_micros(" + place
                                        + ") AS same",
                                row -> row.getBoolean("same")))
                .hasValue(true);
    }

    /** The names of the columns in each array, as the database has them. */
    private static Map<String, List<String>> byArray(ArrayColumns<?> columns) {
        Map<String, List<String>> byArray = new LinkedHashMap<>();
        String last = null;
        for (NamedColumn column : named(columns)) {
            assertThat(column.array().equals(last) || !byArray.containsKey(column.array()))
                    .as(column + " stands with those of its type")
                    .isTrue();
            last = column.array();
            byArray.computeIfAbsent(last, array -> new ArrayList<>()).add(column.name());
        }
        return byArray;
    }

    private static List<NamedColumn> named(ArrayColumns<?> columns) {
        return Sql.on(POOL)
                .list("""
                        SELECT name, format_type(type, NULL) AS type
                          FROM pg_proc, unnest(proargnames, proargmodes, proallargtypes) WITH ORDINALITY AS a (name, mode, type, n)
                         WHERE proname = ? AND mode = 't' ORDER BY n""", row -> new NamedColumn(row.getString("name"), row.getString("type")), columns.function());
    }

    /** One row, each of whose columns has the number of its place. */
    private static String literal(String array, int size) {
        String row = IntStream.rangeClosed(1, size)
                .mapToObj(place -> value(array, place))
                .collect(Collectors.joining(", ", "ARRAY[", "]"));
        return (size == 1 ? row : "ARRAY[" + row + "]") + "::" + array;
    }

    private static String value(String array, int place) {
        return switch (array) {
            case "uuid[]" -> "'00000000-0000-0000-0000-%012d'".formatted(place);
            case "bytea[]" -> "'\\x%02d'".formatted(place);
            default -> "'" + place + "'";
        };
    }

    private static List<String> read(ArrayColumns<?> columns, ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (NamedColumn column : named(columns)) {
            values.add(
                    switch (column.type()) {
                        case "timestamp with time zone" ->
                            String.valueOf(EpochMicros.of(Sql.instant(row, column.name())));
                        case "uuid" ->
                            String.valueOf(Sql.uuid(row, column.name()).getLeastSignificantBits());
                        case "bytea" -> String.valueOf(row.getBytes(column.name())[0]);
                        default -> row.getString(column.name());
                    });
        }
        return values;
    }
}
