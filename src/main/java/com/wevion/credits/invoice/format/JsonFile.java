package com.wevion.credits.invoice.format;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** A file that is one JSON object, read token by token; memory is that of one item. */
final class JsonFile implements FileReader {
    /** Finds the items of a format. */
    @FunctionalInterface
    interface Shape {
        /**
         * Reads the value of a field of the file's object, or skips it.
         *
         * @param json at the beginning of the value; left at its end
         */
        void read(String field, JsonParser json, Items items) throws IOException;
    }

    private static final ObjectReader TREES =
            Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The names of a provider's fields are the provider's: those of all files are not worth keeping. */
    private static final JsonFactory TOKENS = Json.mapper()
            .getFactory()
            .rebuild()
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .build();

    /** An item that charges nothing. */
    static final JsonNode NOTHING = Json.mapper().createObjectNode();

    private final FileRules terms;
    private final BiFunction<FileRules, Checks, Shape> format;

    JsonFile(FileRules terms, BiFunction<FileRules, Checks, Shape> format) {
        this.terms = terms;
        this.format = format;
    }

    @Override
    public void read(InputStream file, RowSink rows) throws IOException {
        Items items = new Items(rows, terms);
        Shape shape = format.apply(terms, new Checks(terms));
        try (JsonParser json = new BoundedJson(TOKENS.createParser(file), terms)) {
            expect(json, first(json), JsonToken.START_OBJECT, "an object");
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = json.currentName();
                json.nextToken();
                shape.read(field, json, items);
            }
            if (json.nextToken() != null) {
                throw new FileRefused(
                        "line " + json.currentLocation().getLineNr() + ": there is something after the JSON");
            }
        } catch (JacksonException e) {
            String line =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            throw new FileRefused(line + "the file is not JSON that can be read");
        }
        if (items.number == 0) {
            throw FileRefused.empty("there is no item in the file");
        }
    }

    private static JsonToken first(JsonParser json) throws IOException {
        try {
            return json.nextToken();
        } catch (JacksonException e) {
            throw new FileRefused("line " + e.getLocation().getLineNr()
                    + ": this is not JSON, as files of the format are; is it CSV of another one?");
        }
    }

    /** The value at which the parser is, which it is to end; further ones may follow it. */
    static JsonNode tree(JsonParser json) throws IOException {
        if (!(json instanceof BoundedJson bounded)) {
            return TREES.readTree(json);
        }
        bounded.beginItem();
        JsonNode tree = TREES.readTree(json);
        bounded.endItem();
        return tree;
    }

    /** Refuses the file if a token is not the one that has to come. */
    static void expect(JsonParser json, JsonToken token, JsonToken expected, String what) {
        if (token != expected) {
            throw new FileRefused("line " + json.currentLocation().getLineNr() + ": " + what + " is expected here");
        }
    }

    /** Counts items and tells those that are taken from those that are refused. */
    static final class Items {
        private final RowSink rows;
        private final FileRules terms;
        private final Charge charge = new Charge();
        private long number;

        private Items(RowSink rows, FileRules terms) {
            this.rows = rows;
            this.terms = terms;
        }

        /** Takes an item, unless what fills in its charge refuses it. */
        void add(JsonNode item, Consumer<Charge> fill) {
            number++;
            charge.clear(number);
            try {
                fill.accept(charge);
                Checks.cost(charge, terms.costNanos());
            } catch (RowRefused e) {
                String text = item.toString().replaceAll("\\p{Cntrl}|\\p{Cs}", "\uFFFD");
                rows.refuse(number, e.getMessage(), Checks.cut(text, terms.excerptCharacters()));
                return;
            }
            if (charge.kind == null) {
                rows.nothing(charge);
            } else {
                rows.accept(charge);
            }
        }
    }

    /** These fields of an item, as a JSON object of texts; null if it has none of them. */
    static String kept(JsonNode item, List<String> names) {
        ObjectNode kept = Json.mapper().createObjectNode();
        names.forEach(name -> {
            String text = text(item.get(name));
            if (text != null) {
                kept.put(name, text);
            }
        });
        return kept.isEmpty() ? null : kept.toString();
    }

    /**
     * The text of a value; null if it is none.
     *
     * @throws RowRefused if the database cannot keep it
     */
    static String text(JsonNode value) {
        if (value == null || value.isNull() || value.isContainerNode()) {
            return null;
        }
        String text = value.asText();
        if (text.codePoints().anyMatch(c -> c < ' ' || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new RowRefused("there is a control character, or half of one, in a text");
        }
        return text.isBlank() ? null : Checks.cut(text, Checks.LONGEST_NAME);
    }
}
