package com.wevion.credits.signin;

import com.wevion.credits.identity.RefusalLog;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.DatabaseFailure;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The page from which a browser goes to the provider to sign in, and to which it returns. */
@WebServlet(SignInPage.PATH)
public class SignInPage extends HttpServlet {
    static final String PATH = "/sign-in";

    /** The page to sign in at if there is no provider. */
    static final String WITHOUT_PROVIDER = "/sign-in.html";

    /** The page for a person whom the provider did not sign in. */
    private static final String REFUSED = "/sign-in.html?refused";

    /** The page for a person when the provider does not answer. */
    private static final String AWAY = "/sign-in.html?away";

    private static final String HOME = "/";
    private static final int LONGEST_PATH = 2_000;

    @Serial
    private static final long serialVersionUID = 1L;

    @Inject
    transient PageSessions sessions;

    @Inject
    transient Provider provider;

    @Inject
    transient Cookies cookies;

    @Inject
    transient RefusalLog log;

    @Inject
    transient SignInTrail trail;

    @Inject
    @ConfigProperty(name = "credits.openid.signin.minutes")
    long signInMinutes;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            // By hand, as the server would prefix the host that the client named.
            response.setHeader("Location", next(request, response));
            response.setStatus(HttpServletResponse.SC_MOVED_TEMPORARILY);
        } catch (DatabaseFailure e) {
            log.refused(e.getMessage());
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private String next(HttpServletRequest request, HttpServletResponse response) {
        if (!provider.isConfigured()) {
            return WITHOUT_PROVIDER;
        }
        try {
            if (request.getParameter("error") != null) {
                throw new SignInRefused("The provider says " + request.getParameter("error"));
            }
            return request.getParameter("code") == null ? begin(request, response) : end(request, response);
        } catch (SignInRefused e) {
            log.refused(e.getMessage());
            trail.refused(e.getMessage(), request);
            return REFUSED;
        } catch (IOException | Unavailable e) {
            log.refused(e.getMessage());
            return AWAY;
        }
    }

    /** Sends people who are not signed in to the provider. */
    private String begin(HttpServletRequest request, HttpServletResponse response) throws IOException, SignInRefused {
        String wanted = Optional.ofNullable(request.getParameter("to"))
                .filter(SignInPage::isPath)
                .orElse(HOME);
        if (isSignedIn(request)) {
            return wanted;
        }
        SignInAttempt attempt = SignInAttempt.of(wanted);
        String address =
                provider.signInAddress(attempt, cookies.address(request, PATH)).toString();
        cookies.write(request, response, Cookies.SIGN_IN, attempt.cookie(), Duration.ofMinutes(signInMinutes));
        return address;
    }

    /** False if the provider has to be asked first and does not answer: then the person goes to it. */
    private boolean isSignedIn(HttpServletRequest request) {
        try {
            return sessions.isBegun(request);
        } catch (Unavailable e) {
            return false;
        }
    }

    /** Takes the provider's answer and redirects to the page that the person wanted, which is on this site. */
    private String end(HttpServletRequest request, HttpServletResponse response) throws IOException, SignInRefused {
        Optional<SignInAttempt> attempt = cookies.read(request, Cookies.SIGN_IN)
                .flatMap(SignInAttempt::parse)
                .filter(each -> each.state().getValue().equals(request.getParameter("state")));
        if (attempt.isEmpty()) {
            throw new SignInRefused("The answer does not belong to a sign-in of this browser");
        }
        Grant grant = provider.signedIn(answer(request), attempt.get(), cookies.address(request, PATH));
        cookies.delete(request, response, Cookies.SIGN_IN);
        sessions.begin(request, response, grant);
        return isPath(attempt.get().wanted()) ? attempt.get().wanted() : HOME;
    }

    private static URI answer(HttpServletRequest request) throws SignInRefused {
        try {
            return URI.create(request.getRequestURL() + "?" + request.getQueryString());
        } catch (IllegalArgumentException e) {
            throw new SignInRefused("The answer is not an address");
        }
    }

    /** A path, never anything that a browser takes for another site's address. */
    private static boolean isPath(String text) {
        return text.length() <= LONGEST_PATH && text.matches("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*");
    }
}
