package com.wevion.credits.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serial;

/**
 * Where a browser goes to sign in at the provider, and comes back to. Only somebody who is signed in gets here, so the server
 * sends everybody else to the provider first.
 */
@WebServlet(SignInPage.PATH)
@ServletSecurity(@HttpConstraint(rolesAllowed = "**"))
public class SignInPage extends HttpServlet {
    static final String PATH = "/sign-in";

    /** Where a person is led whom the provider did not sign in. */
    static final String REFUSED = "/sign-in.html?refused";

    private static final String WANTED = "credits.wanted";

    @Serial
    private static final long serialVersionUID = 1L;

    @Inject
    Sessions sessions;

    /** Keeps for the way back which page the person wanted. */
    static void remember(HttpServletRequest request) {
        String wanted = request.getParameter("to");
        if (isPath(wanted)) {
            request.getSession(true).setAttribute(WANTED, wanted);
        }
    }

    /** Goes on to the page that the person wanted, which is one of this site. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = sessions.keep(request);
        Object wanted = session.getAttribute(WANTED);
        session.removeAttribute(WANTED);
        response.sendRedirect(wanted == null ? "/" : wanted.toString());
    }

    /** A path, and nothing that a browser takes for another site's address. */
    private static boolean isPath(String text) {
        return text != null && text.matches("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*");
    }
}
