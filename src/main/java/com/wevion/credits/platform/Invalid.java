package com.wevion.credits.platform;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/** 400 {@code validation}: the request can be read, but a field does not hold what it must. */
public final class Invalid extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * An invalid field.
     *
     * @param field the path of the JSON field, or the name of the header or query parameter
     * @param message the expected value, as in "must be a whole number"
     */
    public record Violation(String field, String message) implements Serializable {}

    /** An array, as an exception's fields are serializable. */
    private final Violation[] violations;

    /** Refuses one field. */
    public Invalid(String field, String message) {
        this(List.of(new Violation(field, message)));
    }

    /** Refuses several fields at once. */
    public Invalid(List<Violation> violations) {
        super(ProblemType.VALIDATION, "The request is invalid; see violations.");
        this.violations = violations.toArray(new Violation[0]);
    }

    /** The wrong fields, at least one. */
    public List<Violation> violations() {
        return List.of(violations);
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("violations", violations());
    }
}
