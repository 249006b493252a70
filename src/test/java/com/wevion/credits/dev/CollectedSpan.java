package com.wevion.credits.dev;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A span as it was exported.
 *
 * @param parentId empty for the first one of a trace
 * @param attributes by name, texts and whole numbers
 * @param links the ids of spans of other traces that it belongs to as well, as in {@code trace/span}
 * @param failed true if its status is an error
 */
public record CollectedSpan(
        String traceId,
        String spanId,
        String parentId,
        String name,
        long beganNanos,
        long endedNanos,
        Map<String, String> attributes,
        List<String> links,
        boolean failed) {

    private static final long ERROR = 2;
    private static final double NANOS_PER_MILLI = 1e6;

    /** A field of a message in protobuf: a number, or the bytes of a text or a message. */
    private record Field(int number, long value, byte[] bytes) {
        String hex() {
            return HexFormat.of().formatHex(bytes);
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** The spans of an ExportTraceServiceRequest: of its resources, of their scopes. */
    static List<CollectedSpan> of(byte[] request) {
        return fields(request, 1)
                .flatMap(resource -> fields(resource.bytes, 2))
                .flatMap(scope -> fields(scope.bytes, 2))
                .map(span -> read(span.bytes))
                .toList();
    }

    private static CollectedSpan read(byte[] span) {
        Map<String, String> attributes = new HashMap<>();
        fields(span, 9)
                .forEach(attribute ->
                        attributes.put(first(attribute.bytes, 1).text(), value(first(attribute.bytes, 2).bytes)));
        return new CollectedSpan(
                first(span, 1).hex(),
                first(span, 2).hex(),
                first(span, 4).hex(),
                first(span, 5).text(),
                first(span, 7).value,
                first(span, 8).value,
                attributes,
                fields(span, 13)
                        .map(link -> first(link.bytes, 1).hex() + "/"
                                + first(link.bytes, 2).hex())
                        .toList(),
                first(first(span, 15).bytes, 3).value == ERROR);
    }

    private static String value(byte[] any) {
        Field field = fields(any).get(0);
        return field.number == 1 ? field.text() : Long.toString(field.value);
    }

    private static Field first(byte[] message, int number) {
        return fields(message, number).findFirst().orElse(new Field(number, 0, new byte[0]));
    }

    private static Stream<Field> fields(byte[] message, int number) {
        return fields(message).stream().filter(field -> field.number == number);
    }

    private static List<Field> fields(byte[] message) {
        ByteBuffer rest = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (rest.hasRemaining()) {
            long key = varint(rest);
            int number = (int) (key >> 3);
            switch ((int) (key & 7)) {
                case 0 -> fields.add(new Field(number, varint(rest), new byte[0]));
                case 1 -> fields.add(new Field(number, rest.getLong(), new byte[0]));
                case 2 -> {
                    byte[] bytes = new byte[(int) varint(rest)];
                    rest.get(bytes);
                    fields.add(new Field(number, 0, bytes));
                }
                case 5 -> fields.add(new Field(number, rest.getInt(), new byte[0]));
                default -> throw new IllegalArgumentException("Not protobuf: " + key);
            }
        }
        return fields;
    }

    private static long varint(ByteBuffer rest) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = rest.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** The spans of a trace as text, one a line: when each began after the first one, how long it took, and whose child it is. */
    public static String drawn(List<CollectedSpan> trace) {
        StringBuilder text = new StringBuilder();
        for (CollectedSpan span : trace) {
            text.append(String.format(
                    Locale.ROOT,
                    "%9.2f ms %9.2f ms  %s%s%n",
                    (span.beganNanos - trace.get(0).beganNanos) / NANOS_PER_MILLI,
                    (span.endedNanos - span.beganNanos) / NANOS_PER_MILLI,
                    "  ".repeat(span.depthIn(trace)),
                    span.name));
        }
        return text.toString();
    }

    private int depthIn(List<CollectedSpan> trace) {
        return trace.stream()
                .filter(span -> span.spanId.equals(parentId))
                .findFirst()
                .map(parent -> parent.depthIn(trace) + 1)
                .orElse(0);
    }
}
