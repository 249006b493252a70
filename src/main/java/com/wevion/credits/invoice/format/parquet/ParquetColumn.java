package com.wevion.credits.invoice.format.parquet;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.HexFormat;
import java.util.function.Function;

/** A column whose values are single ones, and how they are written. */
record ParquetColumn(String name, Function<Object, String> writing) {
    /** The number of hexadecimal digits of a time in the form that Parquet has given up, and their prefix. */
    private static final int OLD_TIME = 26;

    /** @param type the library's primitive type */
    static ParquetColumn of(String name, Object type) {
        Object meaning = Reflected.call(type, "getLogicalTypeAnnotation");
        String kind = meaning == null ? "" : meaning.getClass().getSimpleName();
        if (kind.startsWith("Timestamp")) {
            ChronoUnit unit =
                    ChronoUnit.valueOf(Reflected.call(meaning, "getUnit").toString());
            return new ParquetColumn(
                    name, value -> Instant.EPOCH.plus((Long) value, unit).toString());
        }
        if (kind.startsWith("Date")) {
            return new ParquetColumn(
                    name, value -> LocalDate.ofEpochDay((Integer) value).toString());
        }
        if (kind.startsWith("Decimal")) {
            int scale = (Integer) Reflected.call(meaning, "getScale");
            return new ParquetColumn(
                    name,
                    value -> value instanceof Number number
                            ? BigDecimal.valueOf(number.longValue(), scale).toPlainString()
                            : value.toString());
        }
        boolean old = Reflected.call(type, "getPrimitiveTypeName").toString().equals("INT96");
        return new ParquetColumn(name, old ? ParquetColumn::oldTime : Object::toString);
    }

    /** Nanoseconds of a day, and the Julian day. */
    private static String oldTime(Object value) {
        String hex = value.toString();
        if (hex.length() != OLD_TIME) {
            return hex;
        }
        ByteBuffer bytes =
                ByteBuffer.wrap(HexFormat.of().parseHex(hex.substring(2))).order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong();
        return LocalDate.EPOCH
                .with(JulianFields.JULIAN_DAY, bytes.getInt())
                .atStartOfDay()
                .plusNanos(nanos)
                .toInstant(ZoneOffset.UTC)
                .toString();
    }

    /** A value as a field of CSV. */
    String field(Object value) {
        String text = value == null ? "" : writing.apply(value);
        return quoted(text);
    }

    static String quoted(String text) {
        boolean plain =
                text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
