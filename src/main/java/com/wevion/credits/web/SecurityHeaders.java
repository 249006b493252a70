package com.wevion.credits.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The headers that keep a browser from doing with an answer what it is not meant for: pages run their own files only, are
 * framed by nobody and pass no address on to others. Browsers revalidate the files of a page each time, by ETag.
 */
public class SecurityHeaders extends HttpFilter {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy", "same-origin-allow-popups");

    @Inject
    @ConfigProperty(name = "credits.web.hsts.seconds")
    long strictTransportSeconds;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HEADERS.forEach(response::setHeader);
        if (strictTransportSeconds > 0) {
            response.setHeader("Strict-Transport-Security", "max-age=" + strictTransportSeconds);
        }
        if (CrossOrigin.isPublicFile(request)) {
            response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        }
        response.setHeader("Cache-Control", isPrivate(request) ? "no-store" : "no-cache");
        chain.doFilter(request, response);
    }

    /** The API, its short addresses for development, and where people sign in. */
    private static boolean isPrivate(HttpServletRequest request) {
        String path = request.getServletPath();
        return CrossOrigin.isApi(request) || path.equals("/dev") || path.equals("/sign-in");
    }
}
