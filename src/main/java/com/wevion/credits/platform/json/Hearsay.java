package com.wevion.credits.platform.json;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.io.Serial;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A field of a body that is read whatever it is, also where a text was asked for and with characters that nothing else may have:
 * what cannot be used of it is for its reader to find out, and never makes the rest unreadable. Written, it is its text.
 */
@JsonDeserialize(using = Hearsay.Reader.class)
public final class Hearsay {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");
    private static final int LONGEST_EXCERPT = 200;
    private static final ClassValue<Set<String>> FIELDS = new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
            return type.isRecord()
                    ? Arrays.stream(type.getRecordComponents())
                            .filter(component -> component.getType() == Hearsay.class)
                            .map(RecordComponent::getName)
                            .collect(Collectors.toUnmodifiableSet())
                    : Set.of();
        }
    };

    private final String text;
    private final String other;

    private Hearsay(String text, String other) {
        this.text = text;
        this.other = other;
    }

    /** A text that was told; null for null. */
    public static Hearsay of(String text) {
        return text == null ? null : new Hearsay(text, null);
    }

    /** The names of a record's components of this type. */
    static Set<String> fieldsOf(Class<?> type) {
        return FIELDS.get(type);
    }

    /** As it was told, with any characters; null if it was no text. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The beginning of what was told, as people and the database can take it. */
    public String excerpt() {
        String said = text == null ? other : text;
        String start = said.substring(
                0, said.offsetByCodePoints(0, Math.min(LONGEST_EXCERPT, said.codePointCount(0, said.length()))));
        return UNPRINTABLE.matcher(start).replaceAll("\uFFFD");
    }

    /** Takes any value. */
    static final class Reader extends StdDeserializer<Hearsay> {
        @Serial
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Hearsay.class);
        }

        @Override
        public Hearsay deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.VALUE_STRING) {
                return of(parser.getText());
            }
            if (token.isScalarValue()) {
                return new Hearsay(null, parser.getText());
            }
            parser.skipChildren();
            return new Hearsay(null, token == JsonToken.START_OBJECT ? "{…}" : "[…]");
        }
    }
}
