package com.wevion.credits.web;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * How a caller is known: by a bearer token everywhere, and by a provider's sign-in at the two addresses that deal in sessions.
 * An application has one mechanism ({@code fish.payara.security.mechanism} in {@code web.xml} names this one), so it hands each
 * request to the server's own for its kind.
 */
@ApplicationScoped
public class CallerMechanism implements HttpAuthenticationMechanism {
    private static final String BEARER = "fish.payara.microprofile.jwtauth.eesecurity.JWTAuthenticationMechanism";
    private static final String OPEN_ID = "org.glassfish.soteria.mechanisms.OpenIdAuthenticationMechanism";
    private static final Set<String> SESSION_PATHS = Set.of(SignInPage.PATH, "/api/v1/session");

    @Inject
    @Any
    Instance<HttpAuthenticationMechanism> mechanisms;

    @Inject
    OpenId openId;

    // Looked up once: every request of the API comes through here.
    private HttpAuthenticationMechanism bearer;
    private HttpAuthenticationMechanism provider;

    @PostConstruct
    void find() {
        bearer = mechanism(BEARER);
        provider = mechanism(OPEN_ID);
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        if (!SESSION_PATHS.contains(request.getRequestURI())) {
            return bearer.validateRequest(request, response, context);
        }
        if (!openId.isConfigured() || openId.isOver(request)) {
            return context.doNothing();
        }
        return signIn(request, response, context);
    }

    private AuthenticationStatus signIn(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        if (request.getParameter("error") != null) {
            return context.redirect(SignInPage.REFUSED);
        }
        SignInPage.remember(request);
        try {
            return provider.validateRequest(request, response, context);
        } catch (NoSuchElementException e) {
            // An answer of the provider to a question that this browser has not asked: it begins anew.
            return context.redirect(SignInPage.PATH);
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
