package com.wevion.credits.signin;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.wevion.credits.identity.Issuers;
import com.wevion.credits.identity.ProviderCalls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The provider's token endpoint, called with the client's secret, or as a public client without one. Thread-safe. */
@ApplicationScoped
class TokenEndpoint {
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    /** Errors about a grant that is no longer valid, or a person who has to sign in again; all others are about us, or them. */
    private static final Set<String> ABOUT_THE_PERSON = Set.of(
            "invalid_grant",
            "access_denied",
            "interaction_required",
            "login_required",
            "consent_required",
            "account_selection_required",
            "bad_token");

    @Inject
    Issuers issuers;

    @Inject
    ProviderCalls calls;

    @Inject
    ProviderMetadata metadata;

    @Inject
    @ConfigProperty(name = "credits.openid.client.secret")
    Optional<String> secret;

    /** The tokens for a grant. */
    OIDCTokens tokens(AuthorizationGrant grant) throws IOException, SignInRefused {
        OIDCProviderMetadata known = metadata.get();
        HTTPResponse answer = request(known, grant).toHTTPRequest().send(calls);
        if (answer.getStatusCode() >= SERVER_ERROR || answer.getStatusCode() == TOO_MANY_REQUESTS) {
            throw new IOException("The provider answers " + answer.getStatusCode());
        }
        try {
            TokenResponse response = OIDCTokenResponseParser.parse(answer);
            if (response instanceof TokenErrorResponse error) {
                throw failure(error.getErrorObject());
            }
            return ((OIDCTokenResponse) response).getOIDCTokens();
        } catch (ParseException e) {
            throw new UnusableAnswer("The provider's answer cannot be read: " + e.getMessage());
        }
    }

    private static IOException failure(ErrorObject error) throws SignInRefused {
        if (error.getCode() != null && ABOUT_THE_PERSON.contains(error.getCode())) {
            throw new SignInRefused("The provider says " + error);
        }
        return new UnusableAnswer("The provider answers " + error.getHTTPStatusCode() + ", " + error);
    }

    private TokenRequest request(OIDCProviderMetadata known, AuthorizationGrant grant) {
        URI endpoint = known.getTokenEndpointURI();
        ClientID client = new ClientID(issuers.signInClient().orElseThrow());
        if (secret.isEmpty()) {
            return new TokenRequest(endpoint, client, grant, null);
        }
        Secret ours = new Secret(secret.get());
        List<ClientAuthenticationMethod> methods = known.getTokenEndpointAuthMethods();
        boolean byPost = methods != null
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return new TokenRequest(
                endpoint,
                byPost ? new ClientSecretPost(client, ours) : new ClientSecretBasic(client, ours),
                grant,
                null);
    }
}
