package com.wevion.credits.web;

import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.Unavailable;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContextWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How a caller is known: by a bearer token everywhere, and by a provider's sign-in at the two addresses that deal in sessions.
 * An application has one mechanism ({@code fish.payara.security.mechanism} in {@code web.xml} names this one), so it hands each
 * request to the server's own for its kind.
 */
@ApplicationScoped
public class CallerMechanism implements HttpAuthenticationMechanism {
    private static final String BEARER = "fish.payara.microprofile.jwtauth.eesecurity.JWTAuthenticationMechanism";
    private static final String OPEN_ID = "org.glassfish.soteria.mechanisms.OpenIdAuthenticationMechanism";
    private static final String SESSION_PATH = "/api/v1/session";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Logger LOG = Logger.getLogger(CallerMechanism.class.getName());

    @Inject
    @Any
    Instance<HttpAuthenticationMechanism> mechanisms;

    @Inject
    OpenId openId;

    @Inject
    @ConfigProperty(name = "credits.openid.calls")
    int mostCalls;

    // Looked up once: every request of the API comes through here.
    private HttpAuthenticationMechanism bearer;
    private HttpAuthenticationMechanism provider;
    private Semaphore calls;

    @PostConstruct
    void find() {
        bearer = mechanism(BEARER);
        provider = mechanism(OPEN_ID);
        calls = new Semaphore(mostCalls);
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        boolean page = request.getRequestURI().equals(SignInPage.PATH);
        if (!page && !request.getRequestURI().equals(SESSION_PATH)) {
            return bearer.validateRequest(request, response, context);
        }
        if (!openId.isConfigured()) {
            return page ? context.redirect(SignInPage.WITHOUT_PROVIDER) : context.doNothing();
        }
        return page ? signIn(request, response, context) : renew(request, context);
    }

    /** Sends whoever is not signed in to the provider, and takes what the provider answers. */
    private AuthenticationStatus signIn(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        if (request.getParameter("error") != null) {
            return context.redirect(SignInPage.REFUSED);
        }
        if (openId.isOver(request)) { // asked again without a session, the provider signs in anew
            request.getSession().invalidate();
            return context.redirect(SignInPage.again(request));
        }
        SignInPage.begin(request, openId.signInSeconds());
        try {
            AuthenticationStatus status = ask(request, response, context);
            boolean refused = status == AuthenticationStatus.SEND_FAILURE && !response.isCommitted();
            return refused ? context.redirect(SignInPage.REFUSED) : status;
        } catch (NoSuchElementException e) {
            // An answer of the provider to a question that this browser has not asked: it begins anew.
            return context.redirect(SignInPage.PATH);
        } catch (RuntimeException e) { // whatever the server makes of a provider that does not answer as it should
            LOG.log(Level.WARNING, "Nobody can sign in: {0}", OneLine.of(e.toString()));
            return context.redirect(SignInPage.AWAY);
        }
    }

    /** Renews the token that a page asks for. A page follows no redirect to the provider, so none is given. */
    private AuthenticationStatus renew(HttpServletRequest request, HttpMessageContext context)
            throws AuthenticationException {
        if (!request.getMethod().equals("GET") || !openId.isToBeRenewed(request)) {
            return context.doNothing();
        }
        HttpMessageContext silent = new Silent(context);
        try {
            AuthenticationStatus status = ask(request, silent.getResponse(), silent);
            // The provider refused, and the session has ended with that.
            return status == AuthenticationStatus.SUCCESS ? status : context.doNothing();
        } catch (RuntimeException e) { // as above; what it may not reach is told by the resource
            LOG.log(Level.WARNING, "A token is not renewed: {0}", OneLine.of(e.toString()));
            openId.away(request);
            return context.doNothing();
        }
    }

    /** A provider that answers slowly keeps some of the server's threads, not all. */
    private AuthenticationStatus ask(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        try {
            if (!calls.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Unavailable("The provider is asked for " + mostCalls + " people already.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("The server stops.");
        }
        try {
            return provider.validateRequest(request, response, context);
        } finally {
            calls.release();
        }
    }

    /** Sends nobody anywhere. */
    private static final class Silent extends HttpMessageContextWrapper {
        private final HttpServletResponse response;

        Silent(HttpMessageContext context) {
            super(context);
            response = new HttpServletResponseWrapper(context.getResponse()) {
                @Override
                public void sendRedirect(String location) {
                    // The page is told that nobody is signed in.
                }
            };
        }

        @Override
        public HttpServletResponse getResponse() {
            return response;
        }
    }

    private HttpAuthenticationMechanism mechanism(String className) {
        try {
            Class<? extends HttpAuthenticationMechanism> kind = Class.forName(
                            className, true, Thread.currentThread().getContextClassLoader())
                    .asSubclass(HttpAuthenticationMechanism.class);
            return mechanisms.select(kind).get();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The server has no " + className, e);
        }
    }
}
