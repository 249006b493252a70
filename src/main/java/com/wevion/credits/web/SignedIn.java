package com.wevion.credits.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;

/**
 * Who of the embedded default's people is signed in with a browser; kept in the HTTP session, so on the server that it was given to.
 *
 * @param name what to call the person, null if nobody said
 */
record SignedIn(UUID userId, String name, boolean superAdmin) implements Serializable {
    private static final String ATTRIBUTE = "credits.signedIn";

    static Optional<SignedIn> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false))
                .map(session -> (SignedIn) session.getAttribute(ATTRIBUTE));
    }

    void keepIn(HttpSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }
}
