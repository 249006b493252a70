package com.wevion.credits.signin;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.wevion.credits.identity.SessionSecret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Somebody who was sent to the provider and has not come back yet. The browser's cookie is all that is kept of it, so that the answer
 * may come to any server: state, nonce and the verifier of the code follow from the secret in it.
 *
 * @param wanted the page to go on to
 */
record SignInAttempt(SessionSecret secret, String wanted) {
    static SignInAttempt of(String wanted) {
        return new SignInAttempt(SessionSecret.next(), wanted);
    }

    /** The attempt of a cookie; empty for what is none. */
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

    /** By which the answer is known to be to this browser's question. */
    State state() {
        return new State(secret.derivedText("state"));
    }

    /** By which the ID token is known to be of this sign-in. */
    Nonce nonce() {
        return new Nonce(secret.derivedText("nonce"));
    }

    /** By which the provider knows that the code comes from whom it was given to (PKCE). */
    CodeVerifier verifier() {
        return new CodeVerifier(secret.derivedText("verifier"));
    }
}
