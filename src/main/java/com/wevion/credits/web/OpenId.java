package com.wevion.credits.web;

import com.wevion.credits.platform.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.security.enterprise.authentication.mechanism.http.OpenIdAuthenticationMechanismDefinition;
import jakarta.security.enterprise.identitystore.openid.AccessToken;
import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sign-in at an OpenID Connect provider, by Jakarta Security: {@link SignInPage} sends people there, and what comes back is kept
 * in the HTTP session. The provider's access token is the one that the API takes, so its issuer, audience, subject and groups
 * must be as {@code mp.jwt.verify…} says. It is renewed by its refresh token while somebody uses the pages.
 */
@OpenIdAuthenticationMechanismDefinition(
        providerURI = "${openId.provider}",
        clientId = "${openId.clientId}",
        clientSecret = "${openId.clientSecret}",
        scopeExpression = "${openId.scopes}",
        redirectURI = "${baseURL}" + SignInPage.PATH,
        tokenAutoRefresh = true,
        tokenMinValidity = OpenId.LEAST_VALID_MILLIS)
@ApplicationScoped
class OpenId {
    /** A token that ends sooner is renewed; pages ask for the next one a minute before the end. */
    static final int LEAST_VALID_MILLIS = 90_000;

    private static final String AWAY = "credits.openid.away";

    @Inject
    OpenIdSettings settings;

    @Inject
    Instance<OpenIdContext> contexts;

    @Inject
    @ConfigProperty(name = "credits.openid.signin.minutes")
    int signInMinutes;

    /** Seconds a person may take at the provider. */
    int signInSeconds() {
        return Math.toIntExact(Duration.ofMinutes(signInMinutes).toSeconds());
    }

    /** Notes that a token was to be renewed for this request, and the provider did not answer. */
    void away(HttpServletRequest request) {
        request.setAttribute(AWAY, true);
    }

    /** Whether people sign in at a provider. */
    boolean isConfigured() {
        return settings.areGiven();
    }

    /**
     * The access token of this session; empty if nobody is signed in, or it has ended and cannot be renewed.
     *
     * @throws Unavailable if the provider is away that could renew it
     */
    Optional<AccessToken> token(HttpServletRequest request) {
        if (request.getAttribute(AWAY) != null) {
            throw new Unavailable("The provider that people sign in at does not answer.");
        }
        return context(request).map(OpenIdContext::getAccessToken).filter(token -> !token.isExpired());
    }

    /** Whether this session's token has ended for good: without a refresh token there will be no other one. */
    boolean isOver(HttpServletRequest request) {
        return ended(request)
                .filter(context -> context.getRefreshToken().isEmpty())
                .isPresent();
    }

    /** Whether this session's token ends soon, or has ended, and can be renewed. */
    boolean isToBeRenewed(HttpServletRequest request) {
        return ended(request)
                .filter(context -> context.getRefreshToken().isPresent())
                .isPresent();
    }

    private Optional<OpenIdContext> ended(HttpServletRequest request) {
        return context(request).filter(context -> context.getAccessToken().isExpired());
    }

    /** Who is signed in, as the provider says. */
    SessionView.User user(HttpServletRequest request) {
        OpenIdContext context = context(request).orElseThrow();
        return new SessionView.User(
                context.getSubject(), context.getClaims().getName().orElse(null));
    }

    /** When a token ends. */
    static Instant end(AccessToken token) {
        return token.getJwtClaims().getExpirationTime().orElseThrow();
    }

    /** Where the person signs out of the provider, and is led back to the page from there; null if the provider has no such address. */
    String signOutAddress(HttpServletRequest request, String back) {
        return context(request).map(context -> endOfSession(context, back)).orElse(null);
    }

    private static String endOfSession(OpenIdContext context, String back) {
        JsonObject provider = context.getProviderMetadata();
        JsonValue address = provider.get("end_session_endpoint");
        return address instanceof JsonString text
                ? UriBuilder.fromUri(text.getString())
                        .queryParam("id_token_hint", context.getIdentityToken().getToken())
                        .queryParam("post_logout_redirect_uri", back)
                        .build()
                        .toString()
                : null;
    }

    private Optional<OpenIdContext> context(HttpServletRequest request) {
        return request.getSession(false) == null
                ? Optional.empty()
                : Optional.of(contexts.get()).filter(context -> context.getAccessToken() != null);
    }
}
