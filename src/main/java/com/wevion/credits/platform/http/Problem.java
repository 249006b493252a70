package com.wevion.credits.platform.http;

import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.OutcomeUnknown;
import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.platform.trace.TracedRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The only error JSON (RFC 9457).
 *
 * @param type a URN of {@link ProblemType}, or {@code about:blank} for a status without a name in the contract
 * @param members the data that a client needs to act
 */
record Problem(String type, String title, int status, String detail, Map<String, Object> members) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(Refusal refusal) {
        return of(refusal.type(), refusal.getMessage(), refusal.members());
    }

    static Problem of(ProblemType type, String detail) {
        return of(type, detail, Map.of());
    }

    static Problem of(ProblemType type, String detail, Map<String, Object> members) {
        return new Problem(type.urn(), type.title(), type.status(), detail, members);
    }

    /** The problem for a status that the server or the framework chose. */
    static Problem of(int status) {
        return switch (status) {
            case 400 -> of(ProblemType.MALFORMED_REQUEST, "The request cannot be read.");
            case 401 -> of(ProblemType.UNAUTHENTICATED, "A valid bearer token is required.");
            case 403 -> of(ProblemType.FORBIDDEN, "This is not allowed.");
            case 404 -> of(new NotFound("resource"));
            case 405 -> of(ProblemType.METHOD_NOT_ALLOWED, "The resource does not support this method.");
            case 406 -> of(ProblemType.NOT_ACCEPTABLE, "The resource has no representation of an accepted media type.");
            case 408 -> of(ProblemType.REQUEST_TIMEOUT, "The request did not arrive in time.");
            case 413 -> of(ProblemType.PAYLOAD_TOO_LARGE, "The body is too large.");
            case 415 -> of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The media type of the body is not supported here.");
            case 429 -> of(ProblemType.TOO_MANY_REQUESTS, "Too many requests; try again later.");
            case 503 -> of(new OutcomeUnknown("The service is not available at the moment."));
            default -> unnamed(status);
        };
    }

    private static Problem unnamed(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        return new Problem("about:blank", title, status, title + ".", Map.of());
    }

    /** The JSON text that answers a request. */
    String json(HttpServletRequest request) {
        return json(ProblemHeaders.path(request), TracedRequests.traceOf(request));
    }

    /**
     * The JSON text.
     *
     * @param instance the path that was asked for
     * @param trace the id of the request's trace; null for none
     */
    String json(String instance, String trace) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type);
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        json.put("instance", instance);
        json.putAll(members);
        if (trace != null) {
            json.put("traceId", trace);
        }
        return Json.write(json);
    }
}
