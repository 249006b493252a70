package com.wevion.credits.platform.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.Malformed;
import com.wevion.credits.platform.Refusal;

/** Turns Jackson's complaints into refusals: what is no JSON is malformed, what is JSON of the wrong shape is invalid. */
final class Unreadable {
    private Unreadable() {}

    static Refusal refusal(JacksonException failure) {
        // A syntax error in the middle of an object arrives wrapped with the path it was met at.
        Throwable root = failure instanceof JsonMappingException && failure.getCause() instanceof JacksonException cause
                ? cause
                : failure;
        if (root instanceof InputCoercionException tooBig) {
            return new Invalid(path(failure), Expectation.of(tooBig.getTargetType()));
        }
        if (root instanceof StreamConstraintsException) {
            return new Malformed("The JSON is too deep, or a number, name or text in it is too long.");
        }
        if (root instanceof StreamReadException) {
            return new Malformed("The body is not valid JSON" + place(failure) + ".");
        }
        return new Invalid(path(failure), message(failure));
    }

    private static String message(JacksonException failure) {
        if (failure instanceof UnrecognizedPropertyException) {
            return "is not a known field";
        }
        return failure instanceof MismatchedInputException mismatch
                ? Expectation.of(mismatch.getTargetType())
                : "is invalid";
    }

    private static String place(JacksonException failure) {
        return failure.getLocation() == null
                ? ""
                : " (line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr() + ")";
    }

    /** As in {@code rates[2].price}; empty for the body itself. */
    private static String path(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        if (failure instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                if (step.getFieldName() == null) {
                    path.append('[').append(step.getIndex()).append(']');
                } else {
                    path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
                }
            }
        }
        return path.toString();
    }
}
