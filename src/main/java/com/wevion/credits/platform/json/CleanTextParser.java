package com.wevion.credits.platform.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.Set;

/**
 * Refuses names and texts that PostgreSQL cannot keep: with a NUL, or with half a surrogate pair, both of which JSON can
 * smuggle in by an escape. It stands in the parser because texts also hide in maps and trees. Fields of {@link Hearsay} pass.
 */
final class CleanTextParser extends JsonParserDelegate {
    private final Set<String> hearsay;

    /** @param hearsay the fields of the outermost object whose texts may have any characters */
    CleanTextParser(JsonParser parser, Set<String> hearsay) {
        super(parser);
        this.hearsay = hearsay;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        return clean(super.nextToken());
    }

    @Override
    public JsonToken nextValue() throws IOException {
        JsonToken token = nextToken();
        return token == JsonToken.FIELD_NAME ? nextToken() : token;
    }

    private JsonToken clean(JsonToken token) throws IOException {
        if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING && !isHearsay()) {
            String text = getText();
            if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(CleanTextParser::isHalfAPair)) {
                throw new JsonParseException(this, "NUL or half a surrogate pair in a text");
            }
        }
        return token;
    }

    private boolean isHearsay() {
        JsonStreamContext object = getParsingContext();
        return object.getCurrentName() != null
                && hearsay.contains(object.getCurrentName())
                && object.getParent() != null
                && object.getParent().inRoot();
    }

    private static boolean isHalfAPair(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
