package com.wevion.credits.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The cookies of the pages: scripts cannot read them, and requests from other sites do not carry them, except for following a link.
 * Over https they are Secure, and their names guarantee that no other host of the domain has set them.
 */
@ApplicationScoped
class Cookies {
    /** The cookie of a session. */
    static final String SESSION = "credits-session";

    /** The cookie of an attempt to sign in. */
    static final String SIGN_IN = "credits-sign-in";

    private static final String BOUND_TO_HOST = "__Host-";

    @Inject
    @ConfigProperty(name = "credits.web.cookie.secure")
    boolean always;

    Optional<String> read(HttpServletRequest request, String name) {
        String wanted = name(request, name);
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(wanted))
                .map(cookie -> unquoted(cookie.getValue()))
                .findFirst();
    }

    /** Clients that know RFC 2965, as Java's, put a value with a Max-Age into quotes. Payara 6 takes them away, Payara 7 does not. */
    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** A cookie that lasts until the browser is closed. */
    void write(HttpServletRequest request, HttpServletResponse response, String name, String value) {
        set(request, response, name, value, "");
    }

    /** A cookie that lasts for a while. */
    void write(HttpServletRequest request, HttpServletResponse response, String name, String value, Duration lasts) {
        set(request, response, name, value, "; Max-Age=" + lasts.toSeconds());
    }

    void delete(HttpServletRequest request, HttpServletResponse response, String name) {
        write(request, response, name, "", Duration.ZERO);
    }

    private void set(
            HttpServletRequest request, HttpServletResponse response, String name, String value, String lasting) {
        String secure = isSecure(request) ? "; Secure" : "";
        response.addHeader(
                "Set-Cookie",
                name(request, name) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + secure + lasting);
    }

    private String name(HttpServletRequest request, String name) {
        return isSecure(request) ? BOUND_TO_HOST + name : name;
    }

    /** The address of a page of this site, as the browser knows it. */
    URI address(HttpServletRequest request, String path) {
        return UriBuilder.fromUri(request.getRequestURL().toString())
                .scheme(isSecure(request) ? "https" : "http")
                .replacePath(path)
                .build();
    }

    private boolean isSecure(HttpServletRequest request) {
        return always || request.isSecure();
    }
}
