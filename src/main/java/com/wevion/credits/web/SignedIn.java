package com.wevion.credits.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;

/**
 * Who is signed in with a browser; kept in the HTTP session, so on the server that it was given to.
 *
 * @param name what to call the person, null if nobody said
 */
record SignedIn(UUID userId, String name, boolean superAdmin) implements Serializable {
    private static final String ATTRIBUTE = "credits.signedIn";

    static Optional<SignedIn> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false))
                .map(session -> (SignedIn) session.getAttribute(ATTRIBUTE));
    }

    /** Begins a session of its own, so that an id that somebody else may know is worth nothing. */
    void begin(HttpServletRequest request, int minutes) {
        end(request);
        HttpSession session = request.getSession(true);
        session.setMaxInactiveInterval(Math.multiplyExact(minutes, 60));
        session.setAttribute(ATTRIBUTE, this);
    }

    /** Ends the session, if there is one. */
    static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
