package com.wevion.credits.platform.database;

import java.lang.reflect.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Binds lists of rows to a statement as arrays, so that many rows go to the database in one statement whose text is always
 * the same. Each call binds the next parameter: of one column an array, of several an array of two dimensions, by row
 * and column. A list without rows is bound as null.
 */
public final class ArrayParameters {
    private final PreparedStatement statement;
    private int position;

    /** For the parameters of this statement, from the first one on. */
    public ArrayParameters(PreparedStatement statement) {
        this.statement = statement;
    }

    /** The next parameters are columns of these rows. */
    public <T> Rows<T> rows(List<T> rows) {
        return new Rows<>(rows);
    }

    /** Binds columns of one list of rows. */
    @SuppressWarnings("varargs") // the arrays of columns are only read
    public final class Rows<T> {
        private final List<T> rows;

        private Rows(List<T> rows) {
            this.rows = rows;
        }

        /** The next parameter, of type {@code bigint[]}. */
        @SafeVarargs
        public final Rows<T> longs(Function<T, Long>... columns) throws SQLException {
            return longs(List.of(columns));
        }

        /** As {@link #longs(Function...)}. */
        public Rows<T> longs(List<Function<T, Long>> columns) throws SQLException {
            return bind("int8", Long.class, columns);
        }

        /** The next parameter, of type {@code uuid[]}. */
        @SafeVarargs
        public final Rows<T> uuids(Function<T, UUID>... columns) throws SQLException {
            return uuids(List.of(columns));
        }

        /** As {@link #uuids(Function...)}. */
        public Rows<T> uuids(List<Function<T, UUID>> columns) throws SQLException {
            return bind("uuid", UUID.class, columns);
        }

        /** The next parameter, of type {@code text[]}. */
        @SafeVarargs
        public final Rows<T> texts(Function<T, String>... columns) throws SQLException {
            return texts(List.of(columns));
        }

        /** As {@link #texts(Function...)}. */
        public Rows<T> texts(List<Function<T, String>> columns) throws SQLException {
            return bind("text", String.class, columns);
        }

        /** The next parameter, of type {@code bytea[]}. */
        @SafeVarargs
        public final Rows<T> bytes(Function<T, byte[]>... columns) throws SQLException {
            return bytes(List.of(columns));
        }

        /** As {@link #bytes(Function...)}. */
        public Rows<T> bytes(List<Function<T, byte[]>> columns) throws SQLException {
            return bind("bytea", byte[].class, columns);
        }

        private <V> Rows<T> bind(String type, Class<V> element, List<Function<T, V>> columns) throws SQLException {
            position++;
            if (rows.isEmpty()) {
                statement.setNull(position, Types.ARRAY, "_" + type);
            } else {
                Object[] values = columns.size() == 1 ? column(element, columns.get(0)) : table(element, columns);
                statement.setArray(position, statement.getConnection().createArrayOf(type, values));
            }
            return this;
        }

        private <V> Object[] column(Class<V> element, Function<T, V> column) {
            Object[] values = (Object[]) Array.newInstance(element, rows.size());
            for (int row = 0; row < values.length; row++) {
                values[row] = column.apply(rows.get(row));
            }
            return values;
        }

        private <V> Object[] table(Class<V> element, List<Function<T, V>> columns) {
            Object[][] values = (Object[][]) Array.newInstance(element, rows.size(), columns.size());
            for (int row = 0; row < values.length; row++) {
                for (int column = 0; column < columns.size(); column++) {
                    values[row][column] = columns.get(column).apply(rows.get(row));
                }
            }
            return values;
        }
    }
}
