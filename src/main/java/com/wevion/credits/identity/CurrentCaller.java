package com.wevion.credits.identity;

import jakarta.enterprise.context.RequestScoped;

/**
 * Who sent the request that is being worked on, as {@link Authentication} found it. The server's own request cannot be injected
 * where the request has waited for its body.
 */
@RequestScoped
public class CurrentCaller {
    private Identity identity;

    /** What the token said; null for nobody. */
    public Identity identity() {
        return identity;
    }

    void is(Identity caller) {
        identity = caller;
    }
}
