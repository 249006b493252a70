package com.wevion.credits.platform.http;

import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.TooManyRequests;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** The headers that go with a problem, and the path it is about. */
final class ProblemHeaders {
    private ProblemHeaders() {}

    static Map<String, String> of(Problem problem, HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        headers.put(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == ProblemType.UNAUTHENTICATED.status()) {
            String given = request.getHeader(HttpHeaders.AUTHORIZATION);
            boolean refused = given != null && given.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
            headers.put(
                    HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"credits\"" + (refused ? why(problem.detail()) : ""));
        }
        if (problem.status() == ProblemType.UNAVAILABLE.status()) {
            String seconds = ConfigProvider.getConfig().getValue("credits.http.retry.after.seconds", String.class);
            headers.put(HttpHeaders.RETRY_AFTER, seconds);
        }
        if (problem.members().get(TooManyRequests.RETRY_AFTER_SECONDS) instanceof Long seconds) {
            headers.put(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        return headers;
    }

    /** The problem of the token, in the characters that the header may have (RFC 6750, section 3). */
    private static String why(String detail) {
        return ", error=\"invalid_token\", error_description=\"" + detail.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "'")
                + "\"";
    }

    /** The path as the caller wrote it, also after a forward. */
    static String path(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        Object forwarded = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
        if (failed != null) {
            return failed.toString();
        }
        return forwarded == null ? request.getRequestURI() : forwarded.toString();
    }
}
