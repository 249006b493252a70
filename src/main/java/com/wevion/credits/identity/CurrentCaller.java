package com.wevion.credits.identity;

import jakarta.enterprise.context.RequestScoped;

/**
 * The caller of the current request, set by {@link Authentication}. The server's own request cannot be injected
 * where the request has waited for its body.
 */
@RequestScoped
public class CurrentCaller {
    private Identity identity;

    /** The identity in the token; null if the caller is unauthenticated. */
    public Identity identity() {
        return identity;
    }

    void is(Identity caller) {
        identity = caller;
    }
}
