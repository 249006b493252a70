package com.wevion.credits.team;

/** The names of people. */
final class Names {
    /** Of a field that may be left out, which a {@code @NotBlank} one may not. */
    static final String NOT_BLANK = "(?s).*[^\\x00-\\x20].*";

    static final String MUST_NOT_BE_BLANK = "must not be blank";

    /** The owner of whom no name was ever told. */
    static final String OWNER_UNTIL_NAMED = "Owner";

    /** Stands where a name was erased. */
    static final String ERASED = "(erased)";

    private Names() {}
}
