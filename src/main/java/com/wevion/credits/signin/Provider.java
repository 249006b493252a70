package com.wevion.credits.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.wevion.credits.identity.Identity;
import com.wevion.credits.identity.Issuer;
import com.wevion.credits.identity.Issuers;
import com.wevion.credits.identity.ProviderTokens;
import com.wevion.credits.identity.TokenVerifier;
import com.wevion.credits.platform.Unauthenticated;
import com.wevion.credits.platform.Unavailable;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The OpenID Connect provider at which people sign in, by the code flow with PKCE. It is one of the issuers: its access token says
 * who a person is, by the same settings as for all callers with such a token. Thread-safe.
 */
@ApplicationScoped
class Provider {

    @Inject
    Issuers issuers;

    @Inject
    TokenVerifier verifier;

    @Inject
    ProviderMetadata metadata;

    @Inject
    TokenEndpoint endpoint;

    @Inject
    @ConfigProperty(name = "credits.openid.scopes")
    String scopes;

    @Inject
    @ConfigProperty(name = "credits.openid.audience")
    Optional<String> audience;

    @Inject
    @ConfigProperty(name = "credits.openid.calls")
    int maxCalls;

    private Semaphore asking;

    @PostConstruct
    void start() {
        asking = new Semaphore(maxCalls);
    }

    boolean isConfigured() {
        return issuers.signIn().isPresent();
    }

    /** True if this provider is the issuer of the identity; tokens of another one must not be sent to it. */
    boolean knows(Identity person) {
        return issuers.signIn()
                .filter(issuer -> issuer.address().equals(person.issuer()))
                .isPresent();
    }

    /** A call to the provider. */
    @FunctionalInterface
    private interface Asking<T> {
        T ask() throws IOException, SignInRefused;
    }

    /** A provider that answers slowly keeps some of the server's threads, not all. */
    private <T> T bounded(Asking<T> call) throws IOException, SignInRefused {
        if (!asking.tryAcquire()) {
            throw new IOException("The provider is already being asked for " + maxCalls + " people");
        }
        try {
            return call.ask();
        } finally {
            asking.release();
        }
    }

    /** Makes no call for metadata that are already known. */
    private OIDCProviderMetadata metadata() throws IOException, SignInRefused {
        return metadata.isKnown() ? metadata.get() : bounded(metadata::get);
    }

    /** The address to which a browser is sent to sign in. */
    URI signInAddress(SignInAttempt attempt, URI back) throws IOException, SignInRefused {
        OIDCProviderMetadata known = metadata();
        AuthenticationRequest.Builder asked =
                new AuthenticationRequest.Builder(ResponseType.CODE, Scope.parse(scopes), client(), back);
        audience.ifPresent(api -> asked.customParameter("audience", api));
        return asked.endpointURI(known.getAuthorizationEndpointURI())
                .state(attempt.state())
                .nonce(attempt.nonce())
                .codeChallenge(attempt.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * Takes the provider's answer.
     *
     * @param answer the address at which the browser has come back
     * @param attempt by which it was sent
     */
    Grant signedIn(URI answer, SignInAttempt attempt, URI back) throws IOException, SignInRefused {
        AuthenticationResponse response = parsed(answer);
        if (response instanceof AuthenticationErrorResponse error) {
            throw new SignInRefused("The provider says " + error.getErrorObject());
        }
        AuthorizationGrant code = new AuthorizationCodeGrant(
                response.toSuccessResponse().getAuthorizationCode(), back, attempt.verifier());
        OIDCTokens tokens = bounded(() -> endpoint.tokens(code));
        if (tokens.getIDToken() == null) {
            throw new SignInRefused("The provider gave no ID token");
        }
        check(tokens.getIDToken(), attempt);
        return grant(tokens, tokens.getIDToken().serialize(), null);
    }

    private AuthenticationResponse parsed(URI answer) throws SignInRefused {
        try {
            AuthenticationResponse response = AuthenticationResponseParser.parse(answer);
            String issuer =
                    response.getIssuer() == null ? null : response.getIssuer().getValue();
            if (issuer != null && !issuer.equals(issuer().address())) { // RFC 9207
                throw new SignInRefused("The answer is another provider's");
            }
            return response;
        } catch (ParseException e) {
            throw new SignInRefused("The answer cannot be read: " + e.getMessage());
        }
    }

    /** Asks again who the person is. */
    Grant renewed(ProviderTokens before) throws IOException, SignInRefused {
        OIDCTokens tokens = bounded(() -> endpoint.tokens(new RefreshTokenGrant(new RefreshToken(before.refresh()))));
        String id =
                tokens.getIDToken() == null ? before.id() : tokens.getIDToken().serialize();
        return grant(tokens, id, before.refresh());
    }

    private void check(JWT idToken, SignInAttempt attempt) throws IOException, SignInRefused {
        Issuer issuer = issuer();
        Set<JWSAlgorithm> algorithms = new LinkedHashSet<>(issuer.algorithms());
        algorithms.remove(JWSAlgorithm.EdDSA); // which Nimbus does not verify by itself
        IDTokenValidator validator = new IDTokenValidator(
                new com.nimbusds.oauth2.sdk.id.Issuer(issuer.address()),
                client(),
                new JWSVerificationKeySelector<>(algorithms, issuer.keys()),
                null);
        validator.setMaxClockSkew(Math.toIntExact(issuer.skew().toSeconds()));
        try {
            validator.validate(idToken, attempt.nonce());
        } catch (BadJOSEException | JOSEException e) {
            throw new SignInRefused("The ID token is not valid: " + e.getMessage());
        } catch (Unavailable e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Grant grant(OIDCTokens tokens, String idToken, String refreshBefore) throws IOException, SignInRefused {
        Identity person = person(tokens.getAccessToken().getValue());
        if (person.name() == null) { // which many providers tell in the ID token only
            person = person.called(name(jwt(idToken)));
        }
        RefreshToken refresh = tokens.getRefreshToken();
        return new Grant(person, new ProviderTokens(refresh == null ? refreshBefore : refresh.getValue(), idToken));
    }

    private String name(JWT idToken) {
        try {
            return idToken.getJWTClaimsSet().getClaim(issuer().nameClaim()) instanceof String name ? name : null;
        } catch (java.text.ParseException e) {
            return null;
        }
    }

    private Identity person(String accessToken) throws IOException, SignInRefused {
        try {
            Identity person = verifier.identity(accessToken);
            if (!person.issuer().equals(issuer().address()) || person.subject() == null) {
                throw new SignInRefused("The access token is not of a person of this provider");
            }
            return person;
        } catch (Unauthenticated e) {
            throw new SignInRefused("The access token is not one that the API accepts: " + e.getMessage());
        } catch (Unavailable e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The address at which the person signs out of the provider and is sent back; empty if the provider has none. */
    Optional<URI> signOutAddress(ProviderTokens tokens, URI back) {
        try {
            return Optional.ofNullable(metadata().getEndSessionEndpointURI())
                    .map(address ->
                            new LogoutRequest(address, jwt(tokens.id()), null, client(), back, null, null).toURI());
        } catch (IOException | SignInRefused e) {
            return Optional.empty(); // signed out is signed out here, whether the provider answers or not
        }
    }

    private static JWT jwt(String text) {
        try {
            return JWTParser.parse(text);
        } catch (java.text.ParseException e) {
            throw new IllegalStateException("What was an ID token is none any more", e);
        }
    }

    private Issuer issuer() {
        return issuers.signIn().orElseThrow();
    }

    private ClientID client() {
        return new ClientID(issuers.signInClient().orElseThrow());
    }
}
