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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a browser goes to sign in at the provider, and comes back to. Only somebody who is signed in gets here, so the server
 * sends everybody else to the provider first.
 */
@WebServlet(SignInPage.PATH)
@ServletSecurity(@HttpConstraint(rolesAllowed = "**"))
public class SignInPage extends HttpServlet {
    static final String PATH = "/sign-in";

    /** Where a person is led where there is no provider. */
    static final String WITHOUT_PROVIDER = "/sign-in.html";

    /** Where a person is led whom the provider did not sign in. */
    static final String REFUSED = "/sign-in.html?refused";

    /** Where a person is led when the provider does not answer. */
    static final String AWAY = "/sign-in.html?away";

    private static final int LONGEST_PATH = 2_000;
    private static final String WANTED = "credits.wanted";

    @Serial
    private static final long serialVersionUID = 1L;

    @Inject
    Sessions sessions;

    /**
     * Keeps for the way back which page the person wanted.
     *
     * @param seconds for which what is kept of somebody who is not signed in yet waits for the provider's answer
     */
    static void begin(HttpServletRequest request, int seconds) {
        HttpSession session = request.getSession(true);
        if (session.isNew()) {
            session.setMaxInactiveInterval(seconds);
        }
        wanted(request).ifPresent(path -> session.setAttribute(WANTED, path));
    }

    /** The address of the same question, for a browser that comes without a session. */
    static String again(HttpServletRequest request) {
        return wanted(request)
                .map(path -> PATH + "?to=" + URLEncoder.encode(path, StandardCharsets.UTF_8))
                .orElse(PATH);
    }

    private static Optional<String> wanted(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("to")).filter(SignInPage::isPath);
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
        return text.length() <= LONGEST_PATH && text.matches("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*");
    }
}
