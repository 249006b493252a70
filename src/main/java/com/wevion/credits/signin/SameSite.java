package com.wevion.credits.signin;

import com.wevion.credits.platform.Forbidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;

/**
 * Refuses requests that another site makes a browser send (cross-site request forgery). Browsers say where a request comes from
 * and let no script change that: by {@code Sec-Fetch-Site}, older ones by {@code Origin}. Other clients send neither,
 * and no cookie that somebody else has set.
 */
final class SameSite {
    private SameSite() {}

    /** @throws Forbidden if the request comes from another site */
    static void require(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean own = site == null
                ? isOwn(origin, request.getHeader("Host"))
                : site.equals("same-origin") || site.equals("none");
        if (!own) {
            throw new Forbidden("Only the service's own pages may request this.");
        }
    }

    private static boolean isOwn(String origin, String host) {
        if (origin == null) {
            return true;
        }
        try {
            return URI.create(origin).getAuthority() != null
                    && URI.create(origin).getAuthority().equals(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
