package com.wevion.credits.platform.http;

import com.wevion.credits.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The refusal of a request by a filter, before its body is read. The filter that knows how much of the body is there answers. */
public final class EarlyRefusal {
    private static final String ATTRIBUTE = EarlyRefusal.class.getName();

    private EarlyRefusal() {}

    /** Has the request refused. */
    public static void of(HttpServletRequest request, Refusal refusal) {
        request.setAttribute(ATTRIBUTE, refusal);
    }

    /** The refusal; empty if the request is not refused. */
    public static Optional<Refusal> of(HttpServletRequest request) {
        return Optional.ofNullable((Refusal) request.getAttribute(ATTRIBUTE));
    }
}
