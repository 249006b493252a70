package com.wevion.credits.identity;

import com.wevion.credits.platform.Refusal;
import com.wevion.credits.platform.database.DatabaseFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Authenticates callers by their bearer tokens, and by nothing else. The only mechanism of the application, since a
 * server that finds two does not know which to ask. Unauthenticated callers pass; {@link Authentication} refuses them
 * where a caller is required.
 */
@ApplicationScoped
public class CallerMechanism implements HttpAuthenticationMechanism {
    private static final String SCHEME = "Bearer ";
    private static final String REFUSAL = "credits.refusal";
    private static final Logger LOG = Logger.getLogger(CallerMechanism.class.getName());

    @Inject
    BearerTokens tokens;

    @Inject
    RefusalLog log;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Optional<String> token = token(request);
        if (token.isEmpty()) {
            return context.doNothing();
        }
        try {
            Identity caller = tokens.identity(token.get());
            return context.notifyContainerAboutLogin(caller, caller.groups());
        } catch (Refusal | DatabaseFailure e) {
            log.refused(e.getMessage());
            request.setAttribute(REFUSAL, e);
        } catch (RuntimeException e) { // any exception: the server would answer with a page of its own
            LOG.log(Level.WARNING, "The caller cannot be identified", e);
            request.setAttribute(REFUSAL, e);
        }
        return context.doNothing(); // answered where a caller is required
    }

    /** The name of the scheme is in upper or lower case (RFC 9110, section 11.1). */
    private static Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }

    /** The reason why the token of this request is refused; empty if it has none. */
    static Optional<RuntimeException> refusal(HttpServletRequest request) {
        return Optional.ofNullable((RuntimeException) request.getAttribute(REFUSAL));
    }
}
