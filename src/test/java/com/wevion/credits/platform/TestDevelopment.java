package com.wevion.credits.platform;

import java.util.Optional;

/** A {@link Development} without a configuration. */
public final class TestDevelopment {
    private TestDevelopment() {}

    /** With the file of a development key, or without. */
    public static Development of(Optional<String> keyFile) {
        Development development = new Development();
        development.keyFile = keyFile;
        return development;
    }
}
