package com.wevion.credits.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.time.Instants;
import java.io.IOException;
import java.io.Serial;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;

/** Values that JSON has no form for: each is read from one text form only, and written in it. */
final class StrictTypes extends SimpleModule {
    @Serial
    private static final long serialVersionUID = 1L;

    StrictTypes() {
        super("strict-types");
        add(UUID.class, text -> Ids.find(text).orElse(null));
        add(Instant.class, text -> Instants.find(text).orElse(null));
        add(LocalDate.class, LocalDate::parse);
    }

    private <T> void add(Class<T> type, Function<String, T> parse) {
        addDeserializer(type, new FromText<>(type, parse));
        addSerializer(type, ToStringSerializer.instance);
    }

    @SuppressWarnings("serial") // Jackson's base class is serializable, but deserializers are never serialized.
    private static final class FromText<T> extends StdDeserializer<T> {
        private final Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            T value = parser.hasToken(JsonToken.VALUE_STRING) ? parsed(parser.getText()) : null;
            if (value == null) {
                context.reportInputMismatch(handledType(), "wrong form");
            }
            return value;
        }

        private T parsed(String text) {
            try {
                return parse.apply(text);
            } catch (DateTimeException e) {
                return null;
            }
        }
    }
}
