package com.wevion.credits.platform;

import java.util.Locale;
import java.util.regex.Pattern;

/** The one way to write a provider's name, so that what workers report, the catalogue and invoices find each other. */
public final class ProviderName {
    private static final Pattern CANONICAL = Pattern.compile("[A-Z0-9][A-Z0-9_.-]{0,59}");

    private ProviderName() {}

    /** True if this is a name as it is kept: 1 to 60 characters A-Z, 0-9, _, . and -, as in OPENAI; null is none. */
    public static boolean isCanonical(String name) {
        return name != null && CANONICAL.matcher(name).matches();
    }

    /**
     * Upper case, with one underscore for what is blank between words, as in {@code BLACK_FOREST_LABS}.
     *
     * @param name may be null
     * @return null if there is no name in it
     */
    public static String canonical(String name) {
        return name == null || name.isBlank()
                ? null
                : name.strip().replaceAll("\\s+", "_").toUpperCase(Locale.ROOT);
    }
}
