package com.wevion.credits.platform.http;

import com.wevion.credits.platform.Causes;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import com.wevion.credits.platform.database.Outage;
import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** Finds the problem to answer with for whatever was thrown; nothing of the throwable itself gets out. */
final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class.getName());
    /** "put.body.name" is the field "name" of the argument "body" of the method "put". */
    private static final Pattern METHOD_AND_ARGUMENT = Pattern.compile("^[^.]*\\.[^.]*\\.");

    private static final Pattern METHOD = Pattern.compile("^[^.]*\\.");

    private Problems() {}

    static Problem of(Throwable thrown, String path) {
        List<Throwable> causes = Causes.of(thrown).toList();
        for (Throwable cause : causes) {
            if (cause instanceof Refusal refusal) {
                return Problem.of(refusal);
            }
            if (cause instanceof ConstraintViolationException violations) {
                return Problem.of(invalid(violations));
            }
            if (cause instanceof AccessLocalException || cause instanceof EJBAccessException) {
                return Problem.of(403);
            }
            if (Outage.isSignalledBy(cause)) {
                // One line: during an outage there is one for every request.
                LOG.warning(() -> "Unavailable: " + OneLine.of(path) + ": " + OneLine.of(cause.toString()));
                return Problem.of(503);
            }
        }
        if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() != 500) {
            return Problem.of(web.getResponse().getStatus());
        }
        return internal(thrown, path);
    }

    /** Not ours to explain to the caller, who gets an id by which the log tells more. */
    static Problem internal(Throwable thrown, String path) {
        UUID id = Ids.next();
        LOG.log(Level.SEVERE, thrown, () -> "Internal error " + id + ": " + OneLine.of(path));
        return Problem.of(
                ProblemType.INTERNAL, "Something went wrong. The log has the details under this id.", Map.of("id", id));
    }

    private static Invalid invalid(ConstraintViolationException violations) {
        return new Invalid(violations.getConstraintViolations().stream()
                .map(violation -> new Invalid.Violation(field(violation), violation.getMessage()))
                .sorted(java.util.Comparator.comparing(Invalid.Violation::field))
                .toList());
    }

    private static String field(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString().replaceAll("\\.?<[^>]*>|\\[]", "");
        String field = METHOD_AND_ARGUMENT.matcher(path).replaceFirst("");
        return field.equals(path) ? METHOD.matcher(path).replaceFirst("") : field;
    }
}
