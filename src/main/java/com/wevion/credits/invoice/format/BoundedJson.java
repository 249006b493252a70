package com.wevion.credits.invoice.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/**
 * The tokens of a file, none of whose objects has more fields than a row may have columns, and none of whose items is longer than a
 * row may be. Each new name of a field costs some microseconds and stays in memory to the end of the file.
 */
final class BoundedJson extends JsonParserDelegate {
    private static final int DEEPEST = 64;

    private final FileRules terms;
    private final int[] fields = new int[DEEPEST];
    private long itemBegan = -1;

    BoundedJson(JsonParser json, FileRules terms) {
        super(json);
        this.terms = terms;
    }

    /** Begins an item, which lasts until {@link #endItem}. */
    void beginItem() {
        itemBegan = delegate.currentLocation().getByteOffset();
    }

    void endItem() {
        itemBegan = -1;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = delegate.nextToken();
        int depth = Math.min(delegate.getParsingContext().getNestingDepth(), DEEPEST - 1);
        if (token == JsonToken.START_OBJECT) {
            fields[depth] = 0;
        } else if (token == JsonToken.FIELD_NAME && ++fields[depth] > terms.columns()) {
            throw refusal("an object has more than " + terms.columns() + " fields");
        }
        if (itemBegan >= 0 && delegate.currentLocation().getByteOffset() - itemBegan > terms.rowBytes()) {
            throw refusal("an item is longer than " + terms.rowBytes() + " bytes");
        }
        return token;
    }

    private FileRefused refusal(String what) {
        return new FileRefused("line " + delegate.currentLocation().getLineNr() + ": " + what);
    }

    /** By the tokens, which are counted. */
    @Override
    public JsonParser skipChildren() throws IOException {
        JsonToken begun = currentToken();
        int open = begun == JsonToken.START_OBJECT || begun == JsonToken.START_ARRAY ? 1 : 0;
        while (open > 0) {
            JsonToken token = nextToken();
            if (token == null) {
                return this;
            }
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return this;
    }
}
