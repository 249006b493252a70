package com.wevion.credits.invoice.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The terms of ElevenLabs that its usage files do not tell.
 *
 * @param creditNanos the price of a credit, in nano-dollars
 * @param creditsPerCharacter by the name of the model
 */
public record ElevenLabsTerms(long creditNanos, Map<String, BigDecimal> creditsPerCharacter) {
    private static final String FAMILY = "eleven_";
    private static final int PLACES = 9;

    /** Takes a copy. */
    public ElevenLabsTerms {
        creditsPerCharacter = Map.copyOf(creditsPerCharacter);
    }

    /**
     * The terms of the settings.
     *
     * @param perCharacter credits that a character costs by model, as in {@code eleven_v3=1,eleven_flash_v2_5=0.5}
     * @throws IllegalArgumentException if it is written otherwise, or names a model twice
     */
    public static ElevenLabsTerms of(long creditNanos, String perCharacter) {
        Map<String, BigDecimal> models = new HashMap<>();
        Arrays.stream(perCharacter.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(part -> {
                    String[] modelAndCredits = part.split("=", -1);
                    if (modelAndCredits.length != 2
                            || !modelAndCredits[1].strip().matches("[0-9]{1,4}(\\.[0-9]{1,6})?")) {
                        throw unreadable(part);
                    }
                    BigDecimal credits = new BigDecimal(modelAndCredits[1].strip());
                    if (credits.signum() == 0 || models.put(canonical(modelAndCredits[0]), credits) != null) {
                        throw unreadable(part);
                    }
                });
        return new ElevenLabsTerms(creditNanos, models);
    }

    private static IllegalArgumentException unreadable(String part) {
        return new IllegalArgumentException(
                "Models of ElevenLabs and their credits per character are each named once, as in eleven_v3=1, not: "
                        + part);
    }

    /** A model's name, however it is written: {@code Eleven Flash v2.5} is {@code eleven_flash_v2_5}. */
    private static String canonical(String model) {
        String name = model.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return name.startsWith(FAMILY) ? name.substring(FAMILY.length()) : name;
    }

    /** The characters that credits are for; null if a character of the model has no price that we know. */
    BigDecimal characters(String model, BigDecimal credits) {
        BigDecimal each = model == null ? null : creditsPerCharacter.get(canonical(model));
        return each == null ? null : credits.divide(each, PLACES, RoundingMode.HALF_EVEN);
    }
}
