package com.wevion.credits.http;

import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Party;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules for a body, known from its request before the body is read. The resources say the same by their
 * annotations, which come too late here; a test holds the two together.
 */
final class BodyRule {
    /** Addresses below the root that take bodies from callers without a token, and whatever is below them. */
    static final Set<String> PUBLIC = Set.of("/dev/tokens", "/dev/clock", "/session", "/stripe/webhook");

    /** The addresses of the files that may be longer, as their methods' LongBody says. */
    static final Set<String> LONG =
            Set.of("/reconciliation/invoices", "/reconciliation/rates/ecb", "/reconciliation/usage");

    /** Those who may send them; nobody else's are kept. */
    private static final List<Party> SENDERS = Action.RECONCILE.parties();

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "DELETE");
    private static final String SIGNED = "/stripe/webhook";
    private static final String SIGNATURE = "Stripe-Signature";

    private BodyRule() {}

    /** True if the body may be longer than others. */
    static boolean isLong(HttpServletRequest request) {
        return LONG.contains(path(request));
    }

    /**
     * True if the client offers another protocol, as many do with each request (HTTP/2). The server then takes what follows the header
     * lines for that, and knows no end of the body.
     */
    static boolean isUpgrade(HttpServletRequest request) {
        return request.getHeader("Upgrade") != null;
    }

    /** The length that the client announced; negative if it announced none. */
    static long saidBytes(HttpServletRequest request) {
        return isUpgrade(request) ? -1 : request.getContentLengthLong();
    }

    /** True if nobody reads the body: the request is refused in any case, or its method has no use for one. */
    static boolean isNotRead(HttpServletRequest request) {
        if (WITHOUT_BODY.contains(request.getMethod())) {
            return true;
        }
        String path = path(request);
        if (path.equals(SIGNED)) {
            return request.getHeader(SIGNATURE) == null;
        }
        if (LONG.contains(path) && SENDERS.stream().map(Party::name).noneMatch(request::isUserInRole)) {
            return true;
        }
        return request.getUserPrincipal() == null
                && PUBLIC.stream().noneMatch(open -> path.equals(open) || path.startsWith(open + "/"));
    }

    /** Below the API's root, without the slash at its end; the short addresses for development are forwarded there. */
    private static String path(HttpServletRequest request) {
        String below = Optional.ofNullable(request.getPathInfo()).orElse("").replaceFirst("/+$", "");
        return request.getServletPath().equals("/dev") ? "/dev" + below : below;
    }
}
