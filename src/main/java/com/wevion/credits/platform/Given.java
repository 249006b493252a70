package com.wevion.credits.platform;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/**
 * A text that a request may leave out, take away or set. Left out, the field that holds it is null; this class is for the
 * other two, which are not the same: null takes away, a text sets.
 *
 * @param text null if the request says null
 */
@JsonDeserialize(using = Given.Reader.class)
public record Given(@JsonValue String text) {
    @SuppressWarnings("serial") // Jackson's base class is serializable, but deserializers are never serialized.
    static final class Reader extends StdDeserializer<Given> {
        Reader() {
            super(Given.class);
        }

        @Override
        public Given deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                context.reportInputMismatch(String.class, "wrong form");
            }
            return new Given(parser.getText());
        }

        @Override
        public Given getNullValue(DeserializationContext context) {
            return new Given(null);
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
