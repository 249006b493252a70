package com.wevion.credits.trail;

import java.util.UUID;

/**
 * A name, an address or another value that is personal, so that it can be erased from the audit log.
 *
 * @param personId whom it is about; null if that is not known
 */
public record PersonalValue(UUID personId, String value) {
    /** A value, or null if there is none. */
    public static PersonalValue of(UUID personId, String value) {
        return value == null ? null : new PersonalValue(personId, value);
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "a personal value of " + personId;
    }
}
