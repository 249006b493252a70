package com.wevion.credits.platform.access;

import java.util.Arrays;

/** A cell of the table of {@link Action}: how far somebody may do something. The later ones reach further. */
public enum Extent {
    /** Not at all. */
    NONE('-', ""),
    /** With what the caller itself has caused. */
    OWN('o', "own"),
    /** As far as the team's settings say. */
    BY_SETTING('s', "by setting"),
    /** With everything. */
    ALL('+', "yes");

    private final char sign;
    private final String words;

    Extent(char sign, String words) {
        this.sign = sign;
        this.words = words;
    }

    /** The extent in the handbook; empty for none. */
    public String words() {
        return words;
    }

    static Extent of(char sign) {
        return Arrays.stream(values())
                .filter(extent -> extent.sign == sign)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No extent has the sign " + sign));
    }
}
