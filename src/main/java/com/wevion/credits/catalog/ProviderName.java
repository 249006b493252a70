package com.wevion.credits.catalog;

import java.util.Locale;

/** The one way to write a provider's name, so that what workers report, the catalogue and invoices find each other. */
public final class ProviderName {
    private ProviderName() {}

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
