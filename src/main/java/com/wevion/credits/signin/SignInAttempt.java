package com.wevion.credits.signin;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.wevion.credits.identity.SessionSecret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * An attempt to sign in, until the browser comes back from the provider. Only the browser's cookie keeps it, so the answer
 * may come to any server: state, nonce and the verifier of the code follow from the secret in it.
 *
 * @param wanted the page to continue with
 */
record SignInAttempt(SessionSecret secret, String wanted) {
    static SignInAttempt of(String wanted) {
        return new SignInAttempt(SessionSecret.next(), wanted);
    }

    /** The attempt of a cookie; empty if the cookie is not one. */
    static Optional<SignInAttempt> parse(String cookie) {
        String[] parts = cookie.split("\\.", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            String wanted = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return SessionSecret.of(parts[0]).map(secret -> new SignInAttempt(secret, wanted));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String cookie() {
        return secret.text() + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(wanted.getBytes(StandardCharsets.UTF_8));
    }

    /** The state, which ties the answer to this browser's request. */
    State state() {
        return new State(secret.derivedText("state"));
    }

    /** The nonce, which ties the ID token to this sign-in. */
    Nonce nonce() {
        return new Nonce(secret.derivedText("nonce"));
    }

    /** The code verifier, by which the provider knows that the code comes from the client it was given to (PKCE). */
    CodeVerifier verifier() {
        return new CodeVerifier(secret.derivedText("verifier"));
    }
}
