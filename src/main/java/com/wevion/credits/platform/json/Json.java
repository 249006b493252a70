package com.wevion.credits.platform.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.Malformed;
import java.io.IOException;
import java.lang.reflect.Type;

/**
 * JSON as this service reads and writes it. Reading takes nothing that is not exactly what was asked for: no unknown or
 * repeated fields, no text after the end, no number for a text or the reverse, no fraction or number beyond its type, no
 * null for a primitive, no NUL, at most {@value #DEEPEST} levels; {@link Hearsay} alone is anything. Writing keeps nulls and gives instants as ISO 8601.
 */
public final class Json {
    /** Levels of objects and lists within each other. */
    private static final int DEEPEST = 32;
    /** Digits of a number; the longest we use, a {@code long}, has 19. */
    private static final int LONGEST_NUMBER = 40;
    /** UTF-16 units of a text: a script of 100,000 characters fits, whatever they are. */
    private static final int LONGEST_TEXT = 200_000;

    private static final int LONGEST_NAME = 200;

    private static final ObjectMapper MAPPER = strict();
    private static final ObjectMapper STORED = MAPPER.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Json() {}

    /** The shared mapper; thread-safe, and not to be configured further. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** The JSON text of a value. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The value has no JSON form", e);
        }
    }

    /**
     * The value a JSON text stands for.
     *
     * @throws Malformed if it is not JSON
     * @throws Invalid if a field is not what the type wants, or unknown to it
     */
    public static <T> T read(String json, Class<T> type) {
        return type.cast(read(json, (Type) type));
    }

    /** As {@link #read(String, Class)}, for types with parameters. */
    public static Object read(String json, Type type) {
        JavaType target = MAPPER.constructType(type);
        try (JsonParser parser =
                new CleanTextParser(MAPPER.createParser(json), Hearsay.fieldsOf(target.getRawClass()))) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new Malformed("The JSON is empty.");
            }
            Object value = MAPPER.readerFor(target)
                    .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(parser);
            if (parser.nextToken() != null) {
                throw new Malformed("There is something after the end of the JSON.");
            }
            if (value == null) {
                throw new Invalid("", Expectation.of(target.getRawClass()));
            }
            return value;
        } catch (JacksonException e) {
            throw Unreadable.refusal(e);
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory does not fail", e);
        }
    }

    /**
     * A value that this service wrote and kept. A later version may have written it, with fields that this one does not
     * know, while both run; these are passed over.
     */
    public static <T> T stored(String json, Class<T> type) {
        try {
            return STORED.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is stored is no " + type.getSimpleName(), e);
        }
    }

    private static ObjectMapper strict() {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNumberLength(LONGEST_NUMBER)
                .maxStringLength(LONGEST_TEXT)
                .maxNameLength(LONGEST_NAME)
                .build();
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(limits)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return JsonMapper.builder(factory)
                .addModule(new StrictTypes())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .withCoercionConfigDefaults(coercions -> {
                    for (CoercionInputShape shape : CoercionInputShape.values()) {
                        coercions.setCoercion(shape, CoercionAction.Fail);
                    }
                })
                .build();
    }
}
