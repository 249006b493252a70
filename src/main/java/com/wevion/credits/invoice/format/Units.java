package com.wevion.credits.invoice.format;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Units as providers write them: {@code Tokens}, {@code 1000000 Tokens}, {@code 1K tokens}, {@code 1,000 Characters}, {@code
 * Minutes}. Not thread-safe.
 */
final class Units {
    /**
     * The base and size of a file's unit.
     *
     * @param base null if it is none of ours
     * @param factor the number of natural units in it
     */
    record Unit(Base base, BigDecimal factor) {}

    /** The things that are counted. */
    enum Base {
        IMAGE,
        SECOND,
        CHARACTER,
        TOKEN
    }

    private static final Unit UNKNOWN = new Unit(null, BigDecimal.ONE);
    private static final int MAX_REMEMBERED = 200;
    private static final Pattern FORM = Pattern.compile("(?:per +)?([0-9][0-9,]{0,14})? *([kKmM])? *([A-Za-z]+)");
    private static final Map<String, Unit> WORDS = Map.ofEntries(
            word("token", Base.TOKEN, 1),
            word("character", Base.CHARACTER, 1),
            word("char", Base.CHARACTER, 1),
            word("image", Base.IMAGE, 1),
            word("second", Base.SECOND, 1),
            word("sec", Base.SECOND, 1),
            word("s", Base.SECOND, 1),
            word("minute", Base.SECOND, 60),
            word("min", Base.SECOND, 60),
            word("hour", Base.SECOND, 3_600));
    private static final Pattern INPUT = direction("input|prompt");
    private static final Pattern OUTPUT = direction("output|completion");

    private final Map<String, Unit> remembered = new HashMap<>();

    private static Map.Entry<String, Unit> word(String name, Base base, int factor) {
        return Map.entry(name, new Unit(base, BigDecimal.valueOf(factor)));
    }

    private static Pattern direction(String words) {
        return Pattern.compile("(?<![a-z])(?:" + words + ")(?![a-z])", Pattern.CASE_INSENSITIVE);
    }

    /** The unit that a text stands for; one that we do not know counts nothing of ours. */
    Unit of(String text) {
        if (text == null) {
            return UNKNOWN;
        }
        Unit known = remembered.get(text);
        if (known == null) {
            known = parse(text);
            if (remembered.size() < MAX_REMEMBERED) {
                remembered.put(text, known);
            }
        }
        return known;
    }

    private static Unit parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return UNKNOWN;
        }
        String word = form.group(3).toLowerCase(Locale.ROOT);
        Unit unit = WORDS.get(word);
        if (unit == null && word.endsWith("s")) {
            unit = WORDS.get(word.substring(0, word.length() - 1));
        }
        if (unit == null) {
            return UNKNOWN;
        }
        String count = form.group(1) == null ? "1" : form.group(1).replace(",", "");
        int zeros = form.group(2) == null ? 0 : form.group(2).equalsIgnoreCase("k") ? 3 : 6;
        BigDecimal factor = unit.factor().multiply(new BigDecimal(count)).movePointRight(zeros);
        return factor.signum() == 0 ? UNKNOWN : new Unit(unit.base(), factor.stripTrailingZeros());
    }

    /**
     * The measure of a unit. Tokens are those of the input or of the output by the first text that names just one of the two as a word;
     * without one their kind is not known.
     *
     * @param texts texts that may name it; nulls are skipped
     */
    static InvoiceMeasure measure(Base base, String... texts) {
        if (base == null) {
            return null;
        }
        return switch (base) {
            case IMAGE -> InvoiceMeasure.IMAGE;
            case SECOND -> InvoiceMeasure.SECOND;
            case CHARACTER -> InvoiceMeasure.CHARACTER;
            case TOKEN -> Optional.ofNullable(direction(texts)).orElse(InvoiceMeasure.TOKEN);
        };
    }

    /** Input or output tokens, by the first text that names just one of the two as a word; null without one. */
    static InvoiceMeasure direction(String... texts) {
        for (String text : texts) {
            boolean input = text != null && INPUT.matcher(text).find();
            if (input != (text != null && OUTPUT.matcher(text).find())) {
                return input ? InvoiceMeasure.INPUT_TOKEN : InvoiceMeasure.OUTPUT_TOKEN;
            }
        }
        return null;
    }
}
