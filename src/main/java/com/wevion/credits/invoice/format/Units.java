package com.wevion.credits.invoice.format;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Units as providers write them: {@code Tokens}, {@code 1000000 Tokens}, {@code 1M tokens}, {@code per 1,000 Characters}, {@code
 * MTok}, {@code Mins}, {@code audio-minutes}. What has no measure of ours, such as megapixels, requests and videos, is none, and so is
 * what counts two things at once, such as {@code GPU Hours} and {@code Tokens/Minute}. Not thread-safe.
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
    private static final int LONGEST = 100;
    private static final BigDecimal LARGEST = new BigDecimal("1e12");
    /** A price before the unit, as in {@code USD per 1M tokens} and {@code $/min}. */
    private static final Pattern PRICE =
            Pattern.compile("^(?:(?:usd|us\\$|\\$|cny|rmb|eur|\u20AC|\u00A5|\u5143|credits?) *)?(?:/|per\\b) *");

    private static final Pattern COUNT =
            Pattern.compile("^([0-9][0-9,_]{0,17}(?:\\.[0-9]{1,9})?(?:e\\+?[0-9]{1,2})?) *");
    private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(?:[,_][0-9]{3})+(?:\\..*|e.*)?");
    private static final Pattern SEVERAL = Pattern.compile("[/*\u00D7+]|\\bper\\b");
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("[ ._()-]+|(?<=\\p{IsHan})(?=[a-z])|(?<=[a-z])(?=\\p{IsHan})");
    private static final Pattern TOGETHER = Pattern.compile(
            "(?:(?=[^a-z])(\u767E\u4E07|[\u5343\u4E07\u4EBF])|(kilo|mega|mm|k|m)(?=tok|tkn|char|chr))(.+)");
    private static final Map<String, BigDecimal> SCALES = scales();
    private static final Map<String, Unit> WORDS = words();
    /** Words that say more of what is counted without changing it. */
    private static final Set<String> QUALIFIERS = Set.of(
            "input",
            "output",
            "prompt",
            "completion",
            "cached",
            "uncached",
            "cache",
            "read",
            "write",
            "reasoning",
            "text",
            "audio",
            "video",
            "image",
            "speech",
            "generated",
            "processed",
            "billed",
            "billable",
            "of",
            "ai",
            "llm");

    private static final Pattern INPUT = direction("input|prompt");
    private static final Pattern OUTPUT = direction("output|completion");

    private final Map<String, Unit> remembered = new HashMap<>();

    private static Map<String, BigDecimal> scales() {
        Map<String, BigDecimal> scales = new HashMap<>();
        scale(scales, 3, "k", "thousand", "thousands", "kilo", "\u5343");
        scale(scales, 4, "\u4E07");
        scale(scales, 6, "m", "mm", "million", "millions", "mega", "\u767E\u4E07");
        scale(scales, 8, "\u4EBF");
        scale(scales, 9, "b", "bn", "billion", "billions");
        return scales;
    }

    private static void scale(Map<String, BigDecimal> scales, int zeros, String... names) {
        for (String name : names) {
            scales.put(name, BigDecimal.ONE.movePointRight(zeros));
        }
    }

    private static Map<String, Unit> words() {
        Map<String, Unit> words = new HashMap<>();
        word(words, Base.TOKEN, "1", "token", "tok", "tkn", "\u4EE4\u724C", "\u8BCD\u5143");
        word(words, Base.CHARACTER, "1", "character", "char", "chr", "\u5B57\u7B26", "\u5B57");
        word(words, Base.IMAGE, "1", "image", "img", "picture", "photo", "\u5F20", "\u56FE\u7247");
        word(words, Base.SECOND, "0.001", "ms", "msec", "millisecond", "\u6BEB\u79D2");
        word(words, Base.SECOND, "1", "s", "sec", "second", "\u79D2");
        word(words, Base.SECOND, "60", "min", "minute", "\u5206\u949F", "\u5206");
        word(words, Base.SECOND, "3600", "h", "hr", "hour", "\u5C0F\u65F6");
        return words;
    }

    private static void word(Map<String, Unit> words, Base base, String factor, String... names) {
        for (String name : names) {
            words.put(name, new Unit(base, new BigDecimal(factor)));
        }
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
        if (text.length() > LONGEST) {
            return UNKNOWN;
        }
        String one = PRICE.matcher(text.strip().toLowerCase(Locale.ROOT).replace("(s)", "s"))
                .replaceFirst("");
        Matcher count = COUNT.matcher(one);
        String number = count.find() ? count.group(1) : "1";
        boolean grouped = number.matches(".*[,_].*");
        if (SEVERAL.matcher(one).find() || grouped && !GROUPED.matcher(number).matches()) {
            return UNKNOWN;
        }
        String words = count.replaceFirst("");
        return counted(new BigDecimal(number.replaceAll("[,_]", "")), words);
    }

    private static Unit counted(BigDecimal number, String text) {
        List<String> words = Arrays.stream(BETWEEN_WORDS.split(text))
                .filter(word -> !word.isEmpty())
                .flatMap(word -> parts(word).stream())
                .toList();
        int scales = (int) words.stream().takeWhile(SCALES::containsKey).count();
        List<String> rest = words.subList(scales, words.size());
        int at = unitAt(rest);
        boolean plain = at >= 0
                && IntStream.range(0, rest.size()).allMatch(word -> word == at || QUALIFIERS.contains(rest.get(word)));
        if (!plain) {
            return UNKNOWN;
        }
        Unit unit = unit(rest.get(at));
        BigDecimal factor = words.subList(0, scales).stream()
                .map(SCALES::get)
                .reduce(number.multiply(unit.factor), BigDecimal::multiply);
        boolean usual = factor.signum() > 0 && factor.compareTo(LARGEST) <= 0;
        return usual ? new Unit(unit.base, factor.stripTrailingZeros()) : UNKNOWN;
    }

    /** A scale that is written together with its unit, as in {@code MTok}, is a word of its own. */
    private static List<String> parts(String word) {
        if (unit(word) != null || SCALES.containsKey(word) || QUALIFIERS.contains(word)) {
            return List.of(word);
        }
        Matcher together = TOGETHER.matcher(word);
        return together.matches() && unit(together.group(3)) != null
                ? List.of(Objects.requireNonNullElse(together.group(1), together.group(2)), together.group(3))
                : List.of(word);
    }

    /** The place of the unit: before "of" as in "seconds of video", else the last word or, as in "tokens (input)", the first. */
    private static int unitAt(List<String> words) {
        int of = words.indexOf("of");
        for (int at : of > 0 ? new int[] {of - 1} : new int[] {words.size() - 1, 0}) {
            if (at >= 0 && at < words.size() && unit(words.get(at)) != null) {
                return at;
            }
        }
        return -1;
    }

    private static Unit unit(String word) {
        Unit unit = WORDS.get(word);
        boolean plural = unit == null && word.length() > 2 && word.endsWith("s");
        return plural ? WORDS.get(word.substring(0, word.length() - 1)) : unit;
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
