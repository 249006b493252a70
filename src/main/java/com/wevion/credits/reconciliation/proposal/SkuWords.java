package com.wevion.credits.reconciliation.proposal;

import com.wevion.credits.catalog.Measure;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words of a SKU, as {@code gpt-5-2025-08-07, cached input}: a model, and what of it is billed. A guess, for people to check. */
final class SkuWords {
    private static final Pattern END_OF_MODEL =
            Pattern.compile("\\s*[,/(|]|\\s+(?=input|output|cached|prompt|completion)");
    private static final Pattern DATE = Pattern.compile("[-_@]?20\\d\\d[-_]?\\d\\d[-_]?\\d\\d$");
    private static final Pattern NO_NAME = Pattern.compile("[^a-z0-9._:-]+");
    private static final int LONGEST_NAME = 100;

    private final String words;
    private final String model;

    SkuWords(String sku) {
        words = sku.toLowerCase(Locale.ROOT);
        String name = END_OF_MODEL.split(words, 2)[0].strip();
        model = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    /** The model, as a name of an engine; empty without one. */
    String model() {
        return NO_NAME.matcher(model).replaceAll("-").replaceAll("^[^a-z0-9]+|-+$", "");
    }

    /** True if this engine is meant: its name in any spelling, with or without a date. */
    boolean names(String engine) {
        String plain = plain(engine);
        return !plain.isEmpty()
                && (plain(model).equals(plain)
                        || plain(DATE.matcher(model).replaceAll("")).equals(plain));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The kind of tokens that it names; null if it names none. */
    Measure kind() {
        if (has("tool call|web search|file search|code interpreter")) {
            return Measure.TOOL_CALL;
        }
        if (has("cache\\w*.*(write|creation)|(write|creation).*cache")) {
            return has("1 ?h|hour|60") ? Measure.CACHE_WRITE_1H_TOKEN : Measure.CACHE_WRITE_5M_TOKEN;
        }
        boolean input = has("\\b(input|prompt)\\b");
        boolean output = has("\\b(output|completion)\\b");
        if (has("\\bcache(d)?\\b")) {
            return Measure.CACHE_READ_TOKEN;
        }
        if (has("reasoning|thinking")) {
            return Measure.REASONING_TOKEN;
        }
        if (input == output) {
            return null;
        }
        if (has("\\baudio\\b")) {
            return input ? Measure.AUDIO_INPUT_TOKEN : Measure.AUDIO_OUTPUT_TOKEN;
        }
        if (has("\\bimage (input|output)|(input|output) image")) {
            return input ? Measure.IMAGE_INPUT_TOKEN : Measure.IMAGE_OUTPUT_TOKEN;
        }
        return input ? Measure.INPUT_TOKEN : Measure.OUTPUT_TOKEN;
    }

    private boolean has(String pattern) {
        return Pattern.compile(pattern).matcher(words).find();
    }
}
